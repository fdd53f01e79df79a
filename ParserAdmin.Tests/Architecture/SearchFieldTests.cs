using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>The key / goes to the search of the page, which it knows by the field's type.</summary>
public sealed partial class SearchFieldTests
{
    [Fact]
    public void Fields_ThatFind_AreOfTheTypeThatTheKeyLooksFor()
    {
        var fields =
            from file in Directory.EnumerateFiles(Repository.Path("ParserAdmin", "Components"), "*.razor", SearchOption.AllDirectories)
            from Match field in TextField().Matches(File.ReadAllText(file))
            where field.Value.Contains("Class=\"find\"", StringComparison.Ordinal)
            select (File: Path.GetFileName(file), Searches: field.Value.Contains("InputType=\"InputType.Search\"", StringComparison.Ordinal));
        var found = fields.ToList();

        Assert.True(found.Count > 5, "The fields of the filter bars are written in another way now.");
        Assert.Empty(found.Where(field => !field.Searches).Select(field => field.File));
    }

    /// <summary>An arrow within a value ends no tag.</summary>
    [GeneratedRegex("""<MudTextField\b(?:"[^"]*"|[^">])*>""")]
    private static partial Regex TextField();
}
