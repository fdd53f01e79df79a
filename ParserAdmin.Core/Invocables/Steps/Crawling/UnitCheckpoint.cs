using System.Text.Json;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>Where a task is that works unit by unit: all up to and with this one are saved.</summary>
/// <param name="Done">What the last unit's mark said.</param>
/// <param name="SavedAt">UTC.</param>
public sealed record UnitCheckpoint(UnitMark Done, DateTime SavedAt)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <returns>Null where there is none, or none that can be used any more.</returns>
    public static UnitCheckpoint? Read(string? stored, DateTime now)
    {
        if (stored is null)
            return null;
        try
        {
            return
                JsonSerializer.Deserialize<UnitCheckpoint>(stored, Options) is { Done: not null } read
                && now - read.SavedAt <= CrawlCheckpoint.MaxAge
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
