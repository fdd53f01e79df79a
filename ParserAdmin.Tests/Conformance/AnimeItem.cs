using System.Text.Json;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Tests.Conformance;

/// <summary>An item in the words of the anime data: its fields as texts, lists sorted.</summary>
internal sealed class AnimeItem(ItemDraft draft)
{
    public static string Expected(JsonElement expectation)
    {
        var value = expectation.GetProperty("value");
        return value.ValueKind switch
        {
            JsonValueKind.Array => Sorted(value.EnumerateArray().Select(text => text.GetString()!)),
            JsonValueKind.Object when value.TryGetProperty("enum", out var word) => word.GetString()!
                .Replace("UNKNOWN_TYPE", "UNKNOWN", StringComparison.Ordinal),
            JsonValueKind.Object => Minutes(value),
            _ => value.ToString(),
        };
    }

    public string Find(string field, string operation) =>
        field switch
        {
            "title" => draft.Title,
            "type" => draft.Kind.ToUpperInvariant(),
            "status" => draft.Status switch
            {
                "completed" => "FINISHED",
                "ongoing" => "ONGOING",
                "upcoming" => "UPCOMING",
                _ => "UNKNOWN_STATUS",
            },
            "picture" => draft.ImageUrl!,
            "thumbnail" => Attribute("thumbnail", draft.ImageUrl!),
            "sources.first()" or "sources" => draft.Url!,
            "episodes" => Attribute("episodes", "0"),
            "duration" => Attribute("duration", "0"),
            "animeSeason.season" => Attribute("season", "UNDEFINED"),
            "animeSeason.year" => Attribute("year", "0"),
            "tags" => Sorted(draft.Genres),
            "studios" => Sorted(draft.Creators),
            "producers" => Sorted(Texts("producers")),
            "synonyms" => Sorted(Texts("synonyms").Where(text => text != draft.Title)),
            "relatedAnime" => Sorted(Texts("related")),
            "scores" when operation == "hasSize" => draft.Attributes.ContainsKey("score") ? "1" : "0",
            "scores" => Attribute("score", ""),
            _ => $"no field '{field}'",
        };

    private string Attribute(string name, string other) => draft.Attributes.GetValueOrDefault(name, other);

    // Attributes are kept as one text.
    private IEnumerable<string> Texts(string name) => Attribute(name, "").Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static string Sorted(IEnumerable<string> texts) =>
        string.Join(", ", texts.Select(text => text.Trim()).Distinct().Order(StringComparer.Ordinal));

    private static string Minutes(JsonElement duration) =>
        $"{duration.GetProperty("value").GetInt32() * (duration.GetProperty("unit").GetString() == "HOURS" ? 60 : 1)}";
}
