using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Finds the things of one type in a JSON-LD document.</summary>
internal static class LinkedData
{
    /// <summary>
    /// The objects of the type, wherever they stand (in @graph, in a list, as the main entity), in their order; what is within one of them
    /// belongs to it. "*" gives each thing of the first level.
    /// </summary>
    public static IEnumerable<JToken> OfType(JToken document, string type) =>
        document switch
        {
            JArray list => list.SelectMany(item => OfType(item, type)),
            JObject thing when thing["@graph"] is JArray graph && type == "*" => OfType(graph, type),
            JObject thing when type == "*" || HasType(thing, type) => [thing],
            JObject thing => thing.PropertyValues().SelectMany(value => OfType(value, type)),
            _ => [],
        };

    private static bool HasType(JObject thing, string type) =>
        thing["@type"] is { } given && JsonTexts.Of(given).Any(name => Short(name).Equals(type, StringComparison.OrdinalIgnoreCase));

    private static string Short(string name) => name[(name.LastIndexOfAny(['/', ':', '#']) + 1)..];
}
