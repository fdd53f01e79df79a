namespace ParserAdmin.Components.Shared.Diff;

/// <summary>One field before and after, as text; null is "was not there".</summary>
public sealed record DiffRow(string Field, string? Before, string? After)
{
    public DiffKind Kind =>
        Before == After ? DiffKind.Same
        : Before is null ? DiffKind.Added
        : After is null ? DiffKind.Removed
        : DiffKind.Changed;

    /// <summary>Whether lines are compared in place of whole values.</summary>
    public bool IsText => (Before?.Contains('\n') ?? false) || (After?.Contains('\n') ?? false);
}
