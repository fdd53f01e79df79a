using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Reading;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class FilterTests
{
    private static readonly FilterContext Context = new(new Uri("https://example.org/shelf/page?n=1"));

    [Theory]
    [InlineData("trim", "  a  ", "a")]
    [InlineData("lower", "ÄBC", "äbc")]
    [InlineData("upper", "äbc", "ÄBC")]
    [InlineData("{ replace: [a, bb] }", "banana", "bbbnbbnbb")]
    [InlineData("{ replace: { from: a, to: '' } }", "banana", "bnn")]
    [InlineData("{ regex: '\\d+' }", "part 12 of 30", "12")]
    [InlineData("{ regex: 'of (\\d+)' }", "part 12 of 30", "30")]
    [InlineData("{ regex: { pattern: '(\\d+) of (\\d+)', group: 2 } }", "part 12 of 30", "30")]
    [InlineData("{ regex: { pattern: '(\\d+) of (\\d+)', group: 0 } }", "part 12 of 30", "12 of 30")]
    [InlineData("{ regex: 'x' }", "part 12", null)]
    [InlineData("{ split: { separator: '/', index: 1 } }", "a / b / c", "b")]
    [InlineData("{ split: { separator: '/', index: -1 } }", "a / b / c", "c")]
    [InlineData("{ split: { separator: '/', index: 3 } }", "a / b / c", null)]
    [InlineData("{ split: ',' }", "a, b,,c", "[a|b|c]")]
    [InlineData("{ append: '!' }", "a", "a!")]
    [InlineData("{ prepend: 'https://x/' }", "a", "https://x/a")]
    [InlineData("url", "../b?c=d#e", "https://example.org/b?c=d#e")]
    [InlineData("url", "//cdn.example/x.png", "https://cdn.example/x.png")]
    [InlineData("{ map: { Ended: completed, b: c } }", " ended ", "completed")]
    [InlineData("{ map: { a: b } }", "other", "other")]
    [InlineData("{ map: { a: b, '*': none } }", "other", "none")]
    [InlineData("stripTags", "<p>One &amp; <b>two</b></p><script>x()</script>", "One & two")]
    [InlineData("stripTags", "1 & 2", "1 & 2")]
    [InlineData("htmlDecode", "a &amp; b &#233;", "a & b é")]
    public void Apply_TextFilter_GivesText(string filter, string input, string? expected) =>
        Assert.Equal(expected, Show(Run($"[{filter}]", input).Value));

    [Theory]
    [InlineData("url", "javascript:alert(1)", "no http or https address")]
    [InlineData("url", "mailto:a@b.c", "no http or https address")]
    [InlineData("number", "none", "holds no number")]
    [InlineData("number", "1.2.3", "no number that can be read")]
    [InlineData("money", "call us", "holds no amount")]
    [InlineData("date", "soon", "it is no date")]
    [InlineData("{ date: { formats: [dd.MM.yyyy] } }", "2024-01-02", "dd.MM.yyyy")]
    [InlineData("{ regex: '(a+)+$' }", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "longer than 100 ms")]
    public void Apply_InputThatDoesNotFit_SaysWhy(string filter, string input, string why)
    {
        var failure = Run($"[{filter}]", input).Failure;

        Assert.NotNull(failure);
        Assert.Equal(input, failure.Input);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date", "2024-05-06", "2024-05-06T00:00:00Z")]
    [InlineData("date", "2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z")]
    [InlineData("date", "2024-05-06T07:08:09.25+02:00", "2024-05-06T05:08:09.25Z")]
    [InlineData("date", "2024-05-06T07:08+0200", "2024-05-06T05:08:00Z")]
    [InlineData("date", "2024-05-06 07:08:09", "2024-05-06T07:08:09Z")]
    [InlineData("date", " 2024 ", "2024-01-01T00:00:00Z")]
    [InlineData("{ date: { timeZone: Europe/Berlin } }", "2024-05-06T07:08:09", "2024-05-06T05:08:09Z")]
    [InlineData("{ date: { timeZone: Europe/Berlin } }", "2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z")]
    [InlineData("{ date: { timeZone: Europe/Berlin } }", "2024-03-31T02:30:00", "2024-03-31T01:30:00Z")]
    [InlineData("{ date: { formats: dd.MM.yyyy } }", "06.05.2024", "2024-05-06T00:00:00Z")]
    [InlineData("{ date: { formats: [dd.MM.yyyy, 'MMM d, yyyy'], timeZone: America/New_York } }", "Jan 2, 2024", "2024-01-02T05:00:00Z")]
    [InlineData("{ date: { formats: ['ddd, dd MMM yyyy HH:mm:ss zzz'] } }", "Mon, 06 May 2024 07:08:09 +02:00", "2024-05-06T05:08:09Z")]
    public void Apply_Date_GivesUtc(string filter, string input, string expected) =>
        Assert.Equal(expected, Assert.IsType<TimeValue>(Run($"[{filter}]", input).Value).ToText());

    [Fact]
    public void Apply_SeveralFilters_RunInTheirOrder() =>
        Assert.Equal("X: B", Show(Run("[trim, { split: { separator: '-', index: 1 } }, { prepend: 'x: ' }, upper]", " a - b ").Value));

    [Fact]
    public void Apply_NothingLeftByOneFilter_EndsTheChain() =>
        Assert.Equal(
            new ChainOutcome(null, null) { Emptied = new EmptyingFilter("regex", "abc") },
            Run("[{ regex: 'x' }, { prepend: 'https://' }, number]", "abc")
        );

    [Fact]
    public void Apply_FilterAfterSplit_RunsOnEachPart() => Assert.Equal("[A|B]", Show(Run("[{ split: ',' }, upper]", "a,b").Value));

    [Fact]
    public void Names_OfShapesAndMakers_Agree() => Assert.Equal(FilterSignatures.All.Keys.Order(), FieldFilters.Names.Order());

    private static ChainOutcome Run(string filters, string input) =>
        new FilterChain(Filters(filters), Context).Apply([input], asList: false);

    private static IReadOnlyList<FilterDefinition> Filters(string filters) =>
        Definitions
            .Read(Definitions.Least.Replace("title: {}", $"title: {{ filters: {filters} }}", StringComparison.Ordinal))
            .Paths["catalog"]
            .Fields["title"]
            .Filters;

    private static string? Show(FieldValue? value) => value is ListValue list ? $"[{string.Join('|', list.Texts)}]" : value?.ToText();
}
