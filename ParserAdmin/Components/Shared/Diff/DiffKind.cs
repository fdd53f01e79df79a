namespace ParserAdmin.Components.Shared.Diff;

/// <summary>What happened to one value or one line of text.</summary>
public enum DiffKind
{
    Same,
    Added,
    Removed,
    Changed,
}
