using System.Text.Json;
using ParserAdmin.Core.Invocables.Steps.Pages;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>Where a crawl is: the items of every page before this one are saved.</summary>
/// <param name="Address">The page to go on with.</param>
/// <param name="PagesDone">Pages before it; they count towards the limit.</param>
/// <param name="StartedAt">When the crawl began first, UTC: what was seen since then is there, in whichever of its parts it was
/// seen.</param>
/// <param name="SavedAt">UTC.</param>
/// <param name="Kinds">Kinds of the items saved so far.</param>
/// <param name="Unread">External ids of items that are listed but could not be read.</param>
public sealed record CrawlCheckpoint(
    Uri Address,
    int PagesDone,
    DateTime StartedAt,
    DateTime SavedAt,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Unread
)
{
    /// <summary>A site's pages move on; after this long what was on page 40 may be on page 38, so the crawl begins anew.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(6);

    /// <summary>Rows before it.</summary>
    public int RowsDone { get; init; }

    /// <summary>Of a path with several listings.</summary>
    public ListingsLeft? Listings { get; init; }

    /// <summary>The crawl only looks for what is new.</summary>
    public bool Incremental { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <returns>Null where there is none, or none that can be used any more.</returns>
    public static CrawlCheckpoint? Read(string? stored, DateTime now)
    {
        if (stored is null)
            return null;
        try
        {
            return
                JsonSerializer.Deserialize<CrawlCheckpoint>(stored, Options) is { Address: not null } read && now - read.SavedAt <= MaxAge
                ? read
                : null;
        }
        catch (JsonException)
        {
            // Of another version of this program; to begin anew loses nothing but time.
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Options);
}
