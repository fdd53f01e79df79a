using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>
/// A definition without a mistake; each mistake put into it has to be one error, at its place, that says what to do.
/// </summary>
internal static class TypicalMistakes
{
    public const string WithoutMistake = """
        version: 1
        id: shop
        name: A shop
        kind: catalog
        links: ["https://example.org/"]
        settings:
          user: { label: User }
          password: { type: secret }
        login:
          form:
            path: login
            fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" }
          error: [".error"]
          test: { path: members/, selector: "a#logout" }
        fetch: { delay: 2s }
        paths:
          catalog:
            path: list
            rows: { selector: article }
            fields:
              title:
                selector: h2
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: .price, optional: true, filters: [{ regex: '(\d+ €)' }, money] }
              status:
                case:
                  .sold: sold
                  "*": for sale
            pagination: { next: { selector: .next }, maxPages: 20 }
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields:
              description: { selector: p }

        """;

    public static void AssertTold(string text, string mistake, int line, int column, string message)
    {
        Assert.Contains(text, WithoutMistake, StringComparison.Ordinal);

        var error = Assert.Single(SourceDefinitionReader.Read(WithoutMistake.Replace(text, mistake, StringComparison.Ordinal)).Errors);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }
}
