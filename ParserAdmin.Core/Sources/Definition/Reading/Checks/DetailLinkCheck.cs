using System.Globalization;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>Whether the field that <c>detail.link</c> names can be an address at all; what only may fail is told by the run.</summary>
internal static class DetailLinkCheck
{
    // What makes an address of a text, or may: the outcome is not known before the page is.
    private static readonly string[] Shaping =
    [
        "url",
        "prepend",
        "append",
        "regex",
        "replace",
        "map",
        "json",
        "lookup",
        "querystring",
        "split",
    ];

    public static void Check(Cursor link, PathDefinition path, string name)
    {
        var field = path.Fields[name];
        if (What(field, path.Response) is not { } what)
            return;
        var better = path.Fields.FirstOrDefault(other => other.Key != name && other.Value.Filters is [.., { Name: "url" }]).Key;
        link.Fail(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the link has to be an address, but the field '{name}' is {what}; "
                    + $"{(better is null ? "name a field that reads an attribute, such as url: { selector: a, attribute: href, filters: [url] }" : $"write 'link: {better}'")}"
            )
        );
    }

    private static string? What(FieldDefinition field, ResponseType response)
    {
        if (field.Filters is [.., { Name: "number" or "money" or "date" } typed])
        {
            return typed.Name switch
            {
                "number" => "a number",
                "money" => "an amount of money",
                _ => "a time",
            };
        }

        // One text of several: with a comma or a space between them it is no address, whatever they are.
        if (
            (field.All || field.Filters.Any(filter => filter.Name == "split"))
            && field.Filters is [.., { Name: "join" } join]
            && (join.Arguments.Find("separator") ?? ", ").Any(c => c is ',' or ' ' or ';' or '|' or '\n')
        )
        {
            return "one text of several";
        }

        if (field.Filters.Any(filter => Shaping.Contains(filter.Name)) || MayBeAddress(field.Default))
            return null;
        if (field.Text is { } text)
            return MayBeAddress(text) || text.StartsWith('{') ? null : "a text without a site (add 'filters: [url]' to it)";
        return field.Cases.Count > 0
            ? field.Cases.Any(branch => MayBeAddress(branch.Value))
                ? null
                : "one of the words of its 'case'"
            : response != ResponseType.Html
                ? null
                : field.Attribute is null
                    ? "a text of the page"
                    : field.Attribute is "href" or "src"
                        ? "a link as the page has it, which may be relative (add 'filters: [url]' to it)"
                        : null;
    }

    private static bool MayBeAddress(string? text) => text?.Contains("://", StringComparison.Ordinal) == true;
}
