using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Arrows between features run downwards, and there is no circle among them.</summary>
public sealed class FolderTests
{
    /// <summary>From the top down; a folder knows only those after it.</summary>
    private static readonly string[] Order =
        ["Telemetry", "People", "Scheduling", "Studio", "Invocables", "Items", "Extraction", "Fetching", "Sources", "Jobs", "Safety", "Audit", "Live", "Data"];

    private static readonly IReadOnlySet<(string From, string To)> Arrows = (
        from type in Assemblies.Core.Types
        let feature = Assemblies.Feature(type.Key)
        where feature is not null && !type.Key.Contains(".Migrations.", StringComparison.Ordinal)
        from used in type.Value
        let other = Assemblies.Feature(used)
        where other is not null && other != feature
        select (feature, other)).ToHashSet();

    [Fact]
    public void Folders_AllHaveTheirPlace() => Assert.Empty(Arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Except(Order));

    [Fact]
    public void Arrows_RunDownwards() => Assert.Empty(
        from arrow in Arrows
        where Array.IndexOf(Order, arrow.From) > Array.IndexOf(Order, arrow.To)
        from type in Assemblies.Core.Types
        where Assemblies.Feature(type.Key) == arrow.From && !type.Key.Contains(".Migrations.", StringComparison.Ordinal)
        from used in type.Value
        where Assemblies.Feature(used) == arrow.To
        select $"{type.Key} uses {used}");

    [Fact]
    public void Core_KnowsNoScreen() => Assert.Empty(
        from type in Assemblies.Core.Types
        from used in type.Value
        where used.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal) || used.StartsWith("Radzen", StringComparison.Ordinal)
        select $"{type.Key} uses {used}");

    [Fact]
    public void Quartz_IsKeptBehindOneFolder() => Assert.Empty(
        from type in Assemblies.Core.Types.Concat(Assemblies.Web.Types)
        where Assemblies.Feature(type.Key) != "Scheduling"
        from used in type.Value
        where used.StartsWith("Quartz.", StringComparison.Ordinal)
        select $"{type.Key} uses {used}");
}
