namespace ParserAdmin.Core.Studio;

/// <summary>Which path to try, on which page.</summary>
/// <param name="Address">Null where there is an answer already.</param>
public sealed record PreviewTarget(string Path, Uri? Address);
