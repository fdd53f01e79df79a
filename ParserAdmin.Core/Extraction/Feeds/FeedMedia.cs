using System.Text.RegularExpressions;
using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Files, pictures and lengths of an entry.</summary>
internal static partial class FeedMedia
{
    /// <summary>The files; where there are none, what media:content offers.</summary>
    public static IEnumerable<FeedEnclosure> Enclosures(FeedEntry entry)
    {
        var found = entry
            .All("enclosure")
            .Select(element => Read(entry, element, "url"))
            .Concat(FeedLinks.Enclosing(entry).Select(element => Read(entry, element, "href")))
            .OfType<FeedEnclosure>()
            .ToList();
        return found.Count > 0
            ? found
            : entry.Anywhere("media:content").Select(element => Read(entry, element, "url", "fileSize")).OfType<FeedEnclosure>();
    }

    /// <summary>The picture that the feed names; else the first one in its text.</summary>
    public static IEnumerable<string> Image(FeedEntry entry) =>
        entry
            .All("image")
            .Select(element => entry.Child(element, "url") ?? entry.Attribute(element, "href") ?? Plain(entry, element))
            .Concat(entry.All("itunes:image").Select(element => entry.Attribute(element, "href") ?? Plain(entry, element)))
            .Concat(
                entry
                    .Anywhere("media:content")
                    .Where(element => IsPicture(entry, element))
                    .Select(element => entry.Attribute(element, "url"))
            )
            .Concat(entry.All("enclosure").Where(element => IsPicture(entry, element)).Select(element => entry.Attribute(element, "url")))
            .Concat(entry.Anywhere("media:thumbnail").Select(element => entry.Attribute(element, "url")))
            .Concat(entry.All("logo").Concat(entry.All("icon")).Select(element => Plain(entry, element)))
            .Concat(InText(entry))
            .OfType<string>()
            .Take(1);

    public static IEnumerable<string> Duration(FeedEntry entry) =>
        entry
            .Texts("itunes:duration")
            .Concat(entry.Anywhere("media:content").Select(element => entry.Attribute(element, "duration")).OfType<string>())
            .Take(1);

    private static FeedEnclosure? Read(FeedEntry entry, FeedElement element, string address, string length = "length") =>
        entry.Attribute(element, address) is { } found
            ? new FeedEnclosure(found, entry.Attribute(element, "type"), entry.Attribute(element, length))
            : null;

    private static bool IsPicture(FeedEntry entry, FeedElement element) =>
        entry.Attribute(element, "medium") is "image"
        || entry.Attribute(element, "type")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static string? Plain(FeedEntry entry, FeedElement element) =>
        entry.Text(element) is { Length: > 0 } text && !text.Contains('<', StringComparison.Ordinal)
            ? FeedEntry.Absolute(element, text)
            : null;

    private static IEnumerable<string?> InText(FeedEntry entry)
    {
        foreach (var name in new[] { "content:encoded", "content", "description", "summary" })
        {
            foreach (var text in entry.Texts(name))
            {
                var match = Picture().Match(text);
                if (match.Success)
                    yield return MarkupEntities.Decode(match.Groups[1].ValueSpan);
            }
        }
    }

    [GeneratedRegex("""<img\s[^<>]*?\bsrc\s*=\s*["']?([^"'\s<>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();
}
