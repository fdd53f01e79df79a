using System.Collections.Immutable;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>
/// One item as a page shows it, before anyone asks whether it is known. Texts are clean: no blank ones, no control characters.
/// </summary>
public sealed record ItemDraft
{
    /// <summary>The site's own id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What it is, lower-case: title, episode, listing, post, book …</summary>
    public required string Kind { get; init; }

    /// <summary>Absolute http or https address.</summary>
    public string? Url { get; init; }

    public required string Title { get; init; }

    /// <summary>In whole units of <see cref="Currency"/>.</summary>
    public decimal? Price { get; init; }

    /// <summary>ISO 4217 code, upper-case.</summary>
    public string? Currency { get; init; }

    /// <summary>Lower-case; "ongoing", "completed", "for sale" and "sold" are the words that the program knows.</summary>
    public string? Status { get; init; }

    /// <summary>UTC, whole milliseconds: the finest that every database gives back unchanged.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>By how much the true time may differ from <see cref="PublishedAt"/>; no content, but how exact it is.</summary>
    public TimeSpan PublishedWithin { get; init; }

    public string? Series { get; init; }

    /// <summary>Place in the series; 1.5 for a part between two.</summary>
    public decimal? SeriesNumber { get; init; }

    /// <summary>In the page's order, each once.</summary>
    public IReadOnlyList<string> Creators { get; init; } = [];

    /// <summary>In the page's order, each once.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Absolute http or https address.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>All fields without a place of their own, as text, sorted by name.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = NoAttributes;

    internal static ImmutableSortedDictionary<string, string> NoAttributes { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The draft with the time that is stored already, where the new one says the same as far as it can: "3 hours ago" is another time with
    /// each parse and no change.
    /// </summary>
    public ItemDraft Settled(DateTime? stored) =>
        stored is { } known && PublishedAt is { } read && (known - read).Duration() <= PublishedWithin
            ? this with
            {
                PublishedAt = known,
            }
            : this;

    /// <summary>Whether all that it says, the other says too; what it leaves open may be anything there.</summary>
    public bool IsPartOf(ItemDraft whole)
    {
        var there = DraftFields.Content(whole).ToDictionary(field => field.Name, field => field.Values, StringComparer.Ordinal);
        return DraftFields
            .Content(Settled(whole.PublishedAt))
            .All(field =>
                field.Values.Count == 0
                || there.TryGetValue(field.Name, out var values) && values.SequenceEqual(field.Values, StringComparer.Ordinal)
            );
    }

    /// <summary>
    /// SHA-256 in lower-case hex over everything but the id and the address: equal for the same content, whatever found it.
    /// </summary>
    public string ContentHash() => ItemContent.Hash(this);
}
