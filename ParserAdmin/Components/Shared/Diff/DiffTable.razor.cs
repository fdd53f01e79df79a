using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Shared.Diff;

/// <summary>
/// Fields before and after, side by side; what stayed the same is folded away, and a side that holds nothing is left out.
/// </summary>
public sealed partial class DiffTable
{
    private const string Before = "before";
    private const string After = "after";
    private bool _all;

    [Parameter, EditorRequired]
    public required IReadOnlyList<DiffRow> Rows { get; set; }

    private int SameCount => Rows.Count(row => row.Kind == DiffKind.Same);

    private IEnumerable<DiffRow> Visible => _all ? Rows : Rows.Where(row => row.Kind != DiffKind.Same);

    private bool HasBefore => Rows.Any(row => row.Before is not null);

    private bool HasAfter => Rows.Any(row => row.After is not null) || !HasBefore;

    private IEnumerable<(string? Value, string Side)> Sides(DiffRow row)
    {
        if (HasBefore)
            yield return (row.Before, Before);
        if (HasAfter)
            yield return (row.After, After);
    }

    private static string Text(string value) => value.Length > 0 ? value : "(empty)";
}
