using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>
/// On a phone every table becomes cards, and all of them at one width: no page is cards already where the next is a table.
/// </summary>
public sealed partial class TableTests
{
    private const string Phone = "max-width: 599px";

    [Fact]
    public void Tables_OfTheLibrary_BecomeCardsAtOneWidth() =>
        Assert.Empty(
            from file in Files("*.razor")
            from Match table in Table().Matches(File.ReadAllText(file))
            where !table.Value.Contains("Breakpoint=\"PortalTheme.Cards\"", StringComparison.Ordinal)
            select $"{file}: {table.Value}"
        );

    [Fact]
    public void StyleSheets_ThatMakeCards_DoItAtOneWidth() =>
        Assert.Empty(
            from file in Files("*.razor.css")
            from Match part in Part().Matches(File.ReadAllText(file))
            where CardRow().IsMatch(part.Groups["rules"].Value) && part.Groups["when"].Value != Phone
            select $"{file}: {part.Groups["when"].Value}"
        );

    [Fact]
    public void Tables_AreSeenByThisTest()
    {
        Assert.True(Files("*.razor").Sum(file => Table().Count(File.ReadAllText(file))) >= 7);
        Assert.True(Files("*.razor.css").Sum(file => Part().Matches(File.ReadAllText(file)).Count(IsCards)) >= 5);
    }

    private static bool IsCards(Match part) => CardRow().IsMatch(part.Groups["rules"].Value);

    private static string[] Files(string pattern) =>
        Directory.GetFiles(Repository.Path("ParserAdmin", "Components"), pattern, SearchOption.AllDirectories);

    [GeneratedRegex("<MudTable\\b[^\\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Table();

    /// <summary>A part of a style sheet that holds for some widths.</summary>
    [GeneratedRegex(@"@media \((?<when>[^)]*)\) \{\n(?<rules>.*?)\n\}", RegexOptions.Singleline)]
    private static partial Regex Part();

    /// <summary>A row that is none any more, or a head that is gone.</summary>
    [GeneratedRegex(@"(\btr|\.mud-table-row) \{ display: (grid|block)|thead \{ display: none")]
    private static partial Regex CardRow();
}
