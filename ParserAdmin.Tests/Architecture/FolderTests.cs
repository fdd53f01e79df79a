using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Arrows between features run downwards, and there is no circle among them, in the core and in the web project alike.</summary>
public sealed class FolderTests
{
    /// <summary>From the top down; a folder knows only those after it.</summary>
    private static readonly string[] CoreOrder =
    [
        "Telemetry",
        "People",
        "Execution",
        "Cluster",
        "Schedules",
        "Studio",
        "Invocables",
        "Items",
        "Extraction",
        "Fetching",
        "Sources",
        "Jobs",
        "Safety",
        "Audit",
        "Events",
        "Data",
    ];

    private static readonly string[] WebOrder = ["Commands", "Api", "Components", "Auth", "Theme", "Demo"];

    private static readonly Floors Core = new(Assemblies.Core, Assemblies.CoreName, CoreOrder);
    private static readonly Floors Web = new(Assemblies.Web, Assemblies.WebName, WebOrder);

    [Fact]
    public void Folders_AllHaveTheirPlace() => Assert.Empty(Core.Homeless.Concat(Web.Homeless));

    [Fact]
    public void Arrows_RunDownwards()
    {
        var upwards = Core.Upwards.Concat(Web.Upwards).ToList();
        Assert.True(upwards.Count == 0, string.Join(Environment.NewLine, upwards));
    }

    [Fact]
    public void Core_KnowsNoScreen() =>
        Assert.Empty(
            from type in Assemblies.Core.Types
            from used in type.Value
            where
                used.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
                || used.StartsWith("MudBlazor", StringComparison.Ordinal)
            select $"{type.Key} uses {used}"
        );

    [Theory]
    [InlineData("Coravel")]
    [InlineData("Quartz")]
    public void Engine_IsNamedInItsFolderOnly(string engine) =>
        Assert.Empty(
            from type in Assemblies.Core.Types.Concat(Assemblies.Web.Types)
            where !type.Key.StartsWith($"ParserAdmin.Core.Schedules.Engines.{engine}.", StringComparison.Ordinal)
            from used in type.Value
            where used.StartsWith($"{engine}.", StringComparison.Ordinal)
            select $"{type.Key} uses {used}"
        );

    /// <summary>The folders of one assembly, and what of it breaks their order.</summary>
    private sealed class Floors(CodeMap map, string root, string[] order)
    {
        private readonly List<(string Type, string From, string Used, string To)> _arrows =
        [
            .. from type in map.Types
            where !type.Key.Contains(".Migrations.", StringComparison.Ordinal)
            let folder = Folder(type.Key, root)
            where folder is not null
            from used in type.Value
            let other = Folder(used, root)
            where other is not null && other != folder
            select (type.Key, folder, used, other),
        ];

        public IEnumerable<string> Homeless => _arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Except(order);

        public IEnumerable<string> Upwards =>
            from arrow in _arrows
            where Array.IndexOf(order, arrow.From) > Array.IndexOf(order, arrow.To)
            select $"{arrow.Type} uses {arrow.Used}";

        private static string? Folder(string type, string root) =>
            type.StartsWith(root + ".", StringComparison.Ordinal)
            && !(root == Assemblies.WebName && type.StartsWith(Assemblies.CoreName, StringComparison.Ordinal))
            && type[(root.Length + 1)..].Split('.') is { Length: > 1 } parts
                ? parts[0]
                : null;
    }
}
