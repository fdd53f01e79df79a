using System.Text.Json.Nodes;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Studio;

/// <summary>
/// Values as a person would write them: a list is a list, a number a number, money "9.99 EUR", a time in ISO 8601. Samples are written the
/// same way.
/// </summary>
public static class FieldJson
{
    public static JsonNode? Of(FieldValue? value) =>
        value switch
        {
            null => null,
            ListValue list => new JsonArray([.. list.Texts.Select(text => (JsonNode?)JsonValue.Create(text))]),
            NumberValue number => JsonValue.Create(number.Number.Plain()),
            _ => JsonValue.Create(value.ToText()),
        };

    /// <summary>A whole row; fields without a value are left out.</summary>
    public static JsonObject Of(PreviewRow row) =>
        new(row.Fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, Of(field.Value))));
}
