using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction.Json;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Reads a JSON Feed entry by entry, so that one that is cut off keeps the whole ones before.</summary>
internal static class JsonFeed
{
    public static bool Looks(string text) => text.AsSpan().TrimStart().TrimStart('\uFEFF').StartsWith("{");

    /// <exception cref="ExtractionException">It is no JSON Feed, or more than the limits allow.</exception>
    public static FeedDocument Read(string text, CancellationToken cancellationToken)
    {
        using var source = new StringReader(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
        using var reader = new LimitedJsonReader(source, cancellationToken)
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = JsonReading.MaxDepth,
        };
        var head = new JObject();
        List<IFeedEntry>? entries = null;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
            {
                var name = (string)reader.Value!;
                reader.Read();
                if (name == "items" && reader.TokenType == JsonToken.StartArray)
                {
                    entries ??= [];
                    ReadEntries(reader, entries);
                }
                else
                {
                    head[name] = JToken.ReadFrom(reader);
                }
            }
        }
        catch (JsonException) when (entries is not null)
        {
            // What came before the break is whole.
        }
        catch (JsonException e)
        {
            throw new ExtractionException($"the answer begins like a JSON Feed and is none: {e.Message}");
        }

        return entries is null
            ? throw new ExtractionException("the answer is JSON without 'items', so it is no JSON Feed; use 'response: json'")
            : new FeedDocument(new JsonFeedEntry(head), entries);
    }

    private static void ReadEntries(LimitedJsonReader reader, List<IFeedEntry> entries)
    {
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (JToken.ReadFrom(reader) is JObject entry)
                entries.Add(new JsonFeedEntry(entry));
        }
    }
}
