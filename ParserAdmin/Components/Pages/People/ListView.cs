using ParserAdmin.Components.Shared;

namespace ParserAdmin.Components.Pages.People;

/// <summary>Which part of a list is shown, as its address says it.</summary>
/// <param name="After">Where the page before ended.</param>
public sealed record ListView(string Path, string? Text, string? After)
{
    public string Address => QueryText.Write(Path, [new("q", Text), new("after", After)]);

    /// <summary>Whether an empty list may have entries elsewhere.</summary>
    public bool IsNarrowed => (QueryText.Clean(Text) ?? After) is not null;
}
