namespace ParserAdmin.Components.Shared.Diff;

/// <summary>One line of a compared text.</summary>
/// <param name="Before">Its number in the old text, from 1; null if it was added.</param>
/// <param name="After">Its number in the new text, from 1; null if it was removed.</param>
public sealed record TextLine(int? Before, int? After, string Text)
{
    public DiffKind Kind =>
        Before is null ? DiffKind.Added
        : After is null ? DiffKind.Removed
        : DiffKind.Same;
}
