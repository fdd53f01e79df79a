using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>The glossary leads a reader to code that is there.</summary>
public sealed partial class GlossaryTests
{
    private static readonly List<string[]> Rows =
    [
        .. File.ReadLines(Repository.Path("docs", "glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Words_AreInAlphabeticalOrder_AndEachHasThreeCells()
    {
        Assert.All(Rows, row => Assert.True(row.Length == 3 && row.All(cell => cell.Length > 0), string.Join(" | ", row)));
        Assert.Equal(Rows.Select(row => row[0]).Order(StringComparer.OrdinalIgnoreCase), Rows.Select(row => row[0]));
        Assert.InRange(Rows.Count, 70, 200);
    }

    [Fact]
    public void Code_ThatAWordIsFoundIn_Exists()
    {
        var known = Assemblies
            .Core.Types.Keys.Concat(Assemblies.Web.Types.Keys)
            .Select(type => type[(type.LastIndexOf('.') + 1)..].Split('`')[0])
            .ToHashSet();
        Assert.Empty(
            from row in Rows
            from match in Names().Matches(row[2])
            where !known.Contains(match.Groups[1].Value)
            select $"{row[0]}: {match.Groups[1].Value}"
        );
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
