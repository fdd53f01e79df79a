using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>What every page of the portal has to have in its markup.</summary>
public sealed partial class MarkupTests
{
    private static IEnumerable<(string Name, string Text)> Components =>
        Directory
            .EnumerateFiles(Repository.Path("ParserAdmin", "Components"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    /// <summary>The key / goes to the search of the page, which it knows by the field's type.</summary>
    [Fact]
    public void Fields_ThatFind_AreOfTheTypeThatTheKeyLooksFor()
    {
        var fields =
            from component in Components
            from Match field in TextField().Matches(component.Text)
            where field.Value.Contains("Class=\"find\"", StringComparison.Ordinal)
            select (component.Name, Searches: field.Value.Contains("InputType=\"InputType.Search\"", StringComparison.Ordinal));
        var found = fields.ToList();

        Assert.True(found.Count > 5, "The fields of the filter bars are written in another way now.");
        Assert.Empty(found.Where(field => !field.Searches).Select(field => field.Name));
    }

    /// <summary>A page that reads is never blank, nor a few words where much comes.</summary>
    [Fact]
    public void Pages_ThatRead_ShowASkeletonMeanwhile()
    {
        var pages = Components
            .Where(component =>
                component.Text.StartsWith("@page", StringComparison.Ordinal)
                && component.Text.Contains("@inherits LivePage", StringComparison.Ordinal)
            )
            .ToList();

        Assert.Contains("ItemsPage", pages.Select(page => page.Name));
        Assert.Empty(pages.Where(page => !page.Text.Contains("Skeleton", StringComparison.Ordinal)).Select(page => page.Name));
    }

    /// <summary>An arrow within a value ends no tag.</summary>
    [GeneratedRegex("""<MudTextField\b(?:"[^"]*"|[^">])*>""")]
    private static partial Regex TextField();
}
