using System.Text.Json;

namespace ParserAdmin.Tests.Conformance;

/// <summary>Translates what the data expects (in three shapes: of RSS, of Atom, of both) into the names that a definition uses.</summary>
internal static class FeedExpectations
{
    public static IEnumerable<(string Name, string Values)> Of(JsonElement expected)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var translated = property.Name switch
            {
                "title" or "id" or "link" or "published" or "updated" or "comments" or "language" or "rights" or "copyright" => (
                    property.Name,
                    Text(property.Value)
                ),
                "guid" => ("id", Text(property.Value)),
                "pubDate" => ("published", Text(property.Value)),
                "lastBuildDate" => ("updated", Text(property.Value)),
                "description" or "summary" or "subtitle" => ("summary", Text(property.Value)),
                "content" => (
                    "content",
                    property.Value.ValueKind == JsonValueKind.Object && !property.Value.TryGetProperty("value", out _)
                        ? null
                        : Text(property.Value)
                ),
                "author" => ("author", property.Value.ValueKind == JsonValueKind.Object ? Person(property.Value) : Text(property.Value)),
                "managingEditor" => ("author", Text(property.Value)),
                "authors" => ("authors", Join(property.Value.EnumerateArray().Select(Person))),
                "categories" => ("categories", Join(property.Value.EnumerateArray().Select(Category).OfType<string>())),
                "links" => (
                    "links",
                    Join(property.Value.EnumerateArray().Where(IsNoEnclosure).Select(Address).OfType<string>().Distinct())
                ),
                "enclosures" => ("enclosures", Join(property.Value.EnumerateArray().Select(Address).OfType<string>())),
                "image" => ("image", property.Value.ValueKind == JsonValueKind.Object ? Address(property.Value) : Text(property.Value)),
                _ => (property.Name, null),
            };

            if (translated.Item2 is { } values)
                yield return (translated.Item1, Plain(values));
        }
    }

    public static IEnumerable<(string Name, string Time)> Times(JsonElement expected)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var name = property.Name switch
            {
                "publishedParsed" or "pubDateParsed" => "published",
                "updatedParsed" or "lastBuildDateParsed" => "updated",
                _ => null,
            };
            if (name is not null)
                yield return (name, property.Value.GetString()!);
        }
    }

    /// <summary>The same text, whatever its spaces and the last slash of an address are.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('/');

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object when value.TryGetProperty("value", out var inner) => inner.GetString(),
            _ => null,
        };

    private static string Person(JsonElement person) =>
        Property(person, "name") ?? Property(person, "email") ?? Property(person, "uri") ?? "";

    private static string? Category(JsonElement category) =>
        category.ValueKind == JsonValueKind.String
            ? category.GetString()
            : Property(category, "value") ?? Property(category, "label") ?? Property(category, "term");

    private static bool IsNoEnclosure(JsonElement link) => link.ValueKind == JsonValueKind.String || Property(link, "rel") != "enclosure";

    private static string? Address(JsonElement link) =>
        link.ValueKind == JsonValueKind.String ? link.GetString() : Property(link, "href") ?? Property(link, "url");

    private static string? Property(JsonElement value, string name) => value.TryGetProperty(name, out var found) ? found.GetString() : null;

    private static string? Join(IEnumerable<string> texts) => texts.Any() ? string.Join(" | ", texts.Select(Plain)) : null;
}
