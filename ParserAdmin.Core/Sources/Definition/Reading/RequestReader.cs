using System.Text.Json;
using System.Text.Json.Nodes;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>request</c> of a path.</summary>
internal static class RequestReader
{
    public static RequestDefinition? Read(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        if (place?.AsMap(DefinitionKeys.Request) is not { } map)
            return null;
        if (map.Entries.Count == 0)
            place.Fail("says nothing; add 'form' or 'json' (what to post) or 'headers', or remove the key");
        var (form, json) = (map.Find("form"), map.Find("json"));
        if (form is not null && json is not null)
            json.Fail("only one can be posted; remove 'form' or 'json'");
        return new RequestDefinition(
            form?.AsEntries()?.ToDictionary(entry => entry.Key.Value, entry => SettingsReader.Template(entry.Value, settings) ?? ""),
            json?.AsEntries() is { } entries ? Object(entries, settings) : null,
            FetchReader.Headers(map.Find("headers"), settings)
        );
    }

    private static JsonObject Object(IReadOnlyList<CursorEntry> entries, IReadOnlyDictionary<string, SettingDefinition> settings) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Value(entry.Value, settings))));

    private static JsonNode? Value(Cursor place, IReadOnlyDictionary<string, SettingDefinition> settings) =>
        place.Node switch
        {
            MapNode => Object(place.AsEntries()!, settings),
            ListNode => new JsonArray([.. place.AsList()!.Select(item => Value(item, settings))]),
            ScalarNode { IsNull: true } => null,
            ScalarNode { Plain: true } scalar when Plain(scalar.Value) is { } plain => plain,
            _ => SettingsReader.Template(place, settings),
        };

    // Written without quotes: what is a number or a switch in JSON is one here.
    private static JsonNode? Plain(string text)
    {
        if (text is not ("true" or "false") && !char.IsAsciiDigit(text[^1]))
            return null;
        try
        {
            return
                JsonNode.Parse(text) is JsonValue value
                && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? value
                : null;
        }
        catch (JsonException)
        {
            // A text that ends in a digit.
            return null;
        }
    }
}
