using System.Text.Json;

namespace ParserAdmin.Components.Shared.Diff;

/// <summary>Compares two JSON documents field by field, for people. What is no JSON is compared as one text.</summary>
public static class JsonDiff
{
    /// <summary>Beyond this many fields the rest is left out: an entry is to be read, not to be loaded.</summary>
    public const int MaximumRows = 500;

    /// <summary>
    /// Every field of either, in the order of <paramref name="after"/>, then what is gone. A nested field is named <c>outer.inner</c> or
    /// <c>list[0]</c>.
    /// </summary>
    public static IReadOnlyList<DiffRow> Between(string? before, string? after)
    {
        var old = Fields(before);
        var now = Fields(after);
        var rows = now.Select(field => new DiffRow(field.Key, old.GetValueOrDefault(field.Key), field.Value)).ToList();
        rows.AddRange(old.Where(field => !now.ContainsKey(field.Key)).Select(field => new DiffRow(field.Key, field.Value, null)));
        return rows;
    }

    private static OrderedDictionary<string, string> Fields(string? json)
    {
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(json))
            return fields;
        try
        {
            using var document = JsonDocument.Parse(json);
            Flatten("", document.RootElement, fields);
        }
        catch (JsonException)
        {
            fields["value"] = json;
        }

        return fields;
    }

    private static void Flatten(string path, JsonElement element, OrderedDictionary<string, string> fields)
    {
        if (fields.Count >= MaximumRows)
            return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.EnumerateObject().Any():
                foreach (var property in element.EnumerateObject())
                    Flatten(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, fields);
                break;
            case JsonValueKind.Array
                when element.EnumerateArray().Any(entry => entry.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                foreach (var (index, entry) in element.EnumerateArray().Index())
                    Flatten($"{path}[{index}]", entry, fields);
                break;
            case JsonValueKind.Array:
                fields[Name(path)] = string.Join(", ", element.EnumerateArray().Select(Text));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                fields[Name(path)] = Text(element);
                break;
        }
    }

    private static string Name(string path) => path.Length == 0 ? "value" : path;

    private static string Text(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString() ?? "",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => element.GetRawText(),
        };
}
