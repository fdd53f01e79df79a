using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>What the list of items shows, as its address says it.</summary>
/// <param name="Gone">"yes", "no" or null for both.</param>
/// <param name="Since">A choice of <see cref="TimeSpanChoice"/>.</param>
/// <param name="Before">The last item of the page before.</param>
public sealed record ItemsView(
    string? Source = null, string? Kind = null, string? Status = null, string? Text = null, string? Gone = null, string? Since = null, Guid? Before = null)
{
    public const string Path = "/portal/items";

    public bool IsFiltered => this with { Before = null } != new ItemsView();

    public ItemFilter Filter(DateTime now) => new(
        QueryText.Clean(Source), QueryText.Clean(Kind)?.ToLowerInvariant(), QueryText.Clean(Status)?.ToLowerInvariant(), QueryText.Clean(Text),
        TimeSpanChoice.Start(Since, now),
        Gone switch { "yes" => true, "no" => false, _ => null });

    public string Address => QueryText.Write(Path,
    [
        new("source", Source), new("kind", Kind), new("status", Status), new("q", Text), new("gone", Gone), new("since", Since), new("before", Before?.ToString()),
    ]);
}
