using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction.Json;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>An entry of a JSON Feed, or its head.</summary>
internal sealed class JsonFeedEntry(JObject values) : IFeedEntry
{
    private static readonly Dictionary<string, string[]> Paths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["link"] = ["url", "external_url", "home_page_url"],
        ["links"] = ["url", "external_url", "home_page_url"],
        ["next"] = ["next_url"],
        ["published"] = ["date_published", "date_modified"],
        ["updated"] = ["date_modified"],
        ["author"] = ["authors[*].name", "author.name", "author"],
        ["authors"] = ["authors[*].name", "author.name"],
        ["authorUri"] = ["authors[*].url", "author.url"],
        ["categories"] = ["tags[*]"],
        ["category"] = ["tags[*]"],
        ["content"] = ["content_html", "content_text"],
        ["summary"] = ["summary", "description"],
        ["description"] = ["summary", "description"],
        ["image"] = ["image", "banner_image", "icon", "favicon"],
        ["enclosure"] = ["attachments[*].url"],
        ["enclosures"] = ["attachments[*].url"],
        ["enclosureType"] = ["attachments[*].mime_type"],
        ["enclosureLength"] = ["attachments[*].size_in_bytes"],
        ["duration"] = ["attachments[*].duration_in_seconds"],
    };

    public IEnumerable<string> Find(string name, string? attribute)
    {
        if (attribute is not null)
            return values[name] is JObject inner && inner[attribute] is { } value ? JsonTexts.Of(value) : [];
        if (!Paths.TryGetValue(name, out var paths))
            return values[name] is { } own ? JsonTexts.Of(own) : [];
        // "links" is every address; of the others the first place that holds something counts.
        var found = paths.Select(path => JsonSelection.Select(values, path).SelectMany(JsonTexts.Of).Where(text => text.Length > 0));
        return name.Equals("links", StringComparison.OrdinalIgnoreCase)
            ? found.SelectMany(texts => texts)
            : found.FirstOrDefault(texts => texts.Any()) ?? [];
    }
}
