using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.List;

/// <summary>What the list of sources shows, as its address says it.</summary>
/// <param name="Text">In the name, the id or the host.</param>
/// <param name="State">A word of <see cref="SourceOverview.Word"/>, with a dash for a space.</param>
/// <param name="Sort">A name of <see cref="SourceSort"/> in lower case; null for trouble first.</param>
/// <param name="After">Where the page before ended: a source's id.</param>
public sealed record SourcesView(string? Text = null, string? State = null, string? Kind = null, string? Sort = null, string? After = null)
{
    public const string Path = "portal/sources";

    public string Address =>
        QueryText.Write(Path, [new("q", Text), new("state", State), new("kind", Kind), new("sort", Sort), new("after", After)]);

    public bool IsFiltered => (QueryText.Clean(Text) ?? QueryText.Clean(Kind)) is not null || Health is not null;

    // An unknown word in the address is as none: the list says what it shows.
    public SourceHealth? Health =>
        Enum.GetValues<SourceHealth>().Cast<SourceHealth?>().FirstOrDefault(health => StateOf(health!.Value) == State);

    public SourceSort Order => Enum.TryParse<SourceSort>(Sort, ignoreCase: true, out var sort) && Enum.IsDefined(sort) ? sort : default;

    public static string StateOf(SourceHealth health) => SourceOverview.Word(health).Replace(' ', '-');

    /// <summary>Whether text and kind leave it in; the state is counted and narrows afterwards.</summary>
    public bool Fits(Source source, SourceDefinition? definition) =>
        (QueryText.Clean(Kind) is not { } kind || source.Kind == kind)
        && (
            QueryText.Clean(Text) is not { } text
            || new[] { source.Name, source.Id, SourceOverview.HostOf(definition) }.Any(shown =>
                shown?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
            )
        );
}

public enum SourceSort
{
    /// <summary>What fails first, what is paused or off last, each by name.</summary>
    Trouble,
    Name,

    /// <summary>What runs soonest first.</summary>
    Next,

    /// <summary>What was looked at longest ago first.</summary>
    Checked,
}
