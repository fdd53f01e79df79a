using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>What the runs of each path are held to, and whether the last one met it.</summary>
public sealed partial class SourceExpectations
{
    /// <summary>Null where it has errors.</summary>
    [Parameter, EditorRequired]
    public required SourceDefinition? Definition { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PathState> Paths { get; set; }

    /// <summary>UTC; times are shown relative to it.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>Where a new layout is accepted.</summary>
    [Parameter, EditorRequired]
    public required string Overview { get; set; }

    /// <summary>Of the paths that were read; those of the definition come in its order.</summary>
    private List<(string Name, PathState? State, string Required)> Rows =>
        [
            .. Paths
                .OrderBy(path => Definition?.Paths.Keys.ToList().IndexOf(path.Path) is >= 0 and var at ? at : int.MaxValue)
                .Select(path => (path.Path, (PathState?)path, Required(path.Path))),
        ];

    private string Required(string path) =>
        Definition?.Paths.GetValueOrDefault(path) is { } known
            ? string.Join(", ", known.Fields.Where(field => !field.Value.Optional).Select(field => field.Key))
            : "";

    private static string Usual(RowHistory? rows) => rows is { IsEmpty: false } ? $"usually {rows.Median}" : "not yet known";

    private static string Last(RowHistory? rows) => rows is { IsEmpty: false } ? $"(last {string.Join(", ", rows.Counts)})" : "";
}
