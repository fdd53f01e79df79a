using System.Text.Json;

namespace ParserAdmin.Tests.Api.Described;

/// <summary>
/// Compares a value with its schema, as far as the API's descriptions use the language; a field that the schema does not name is a fault.
/// </summary>
internal sealed class SchemaFit(JsonElement document, List<string> faults)
{
    private const string Place = "#/components/schemas/";

    public void Check(JsonElement schema, JsonElement value, string at)
    {
        schema = Resolve(schema);
        if (Choices(schema) is { } choices)
        {
            // Where none fits, what is said is of the one that was meant: its type is right at least.
            var tries = choices.Select(choice => FaultsOf(choice, value, at)).ToList();
            faults.AddRange(tries.Find(found => found.Count == 0) ?? tries.OrderBy(IsOfAnotherType).ThenBy(found => found.Count).First());
            return;

            bool IsOfAnotherType(List<string> found) => found[0].StartsWith($"{at} is ", StringComparison.Ordinal);
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
                Check(part, value, at);
        }

        if (!IsOfType(schema, value))
            faults.Add($"{at} is {value.ValueKind}, not {schema.GetProperty("type")}");
        else if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            faults.Add($"{at} is {value.GetRawText()}, which is not among {words.GetRawText()}");
        else if (value.ValueKind == JsonValueKind.Object)
            CheckFields(schema, value, at);
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var item))
            CheckItems(item, value, at);
    }

    private void CheckFields(JsonElement schema, JsonElement value, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var field in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(field.Name, out var described))
                Check(described, field.Value, $"{at}.{field.Name}");
            else if (others.ValueKind == JsonValueKind.Object)
                Check(others, field.Value, $"{at}.{field.Name}");
            else if (known.ValueKind == JsonValueKind.Object && others.ValueKind != JsonValueKind.True)
                faults.Add($"{at}.{field.Name} is not described");
        }

        if (!schema.TryGetProperty("required", out var required))
            return;
        foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            faults.Add($"{at}.{name.GetString()} is missing");
    }

    private void CheckItems(JsonElement item, JsonElement value, string at)
    {
        foreach (var (index, one) in value.EnumerateArray().Index())
            Check(item, one, $"{at}[{index}]");
    }

    private List<string> FaultsOf(JsonElement schema, JsonElement value, string at)
    {
        var found = new List<string>();
        new SchemaFit(document, found).Check(schema, value, at);
        return found;
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!;
            if (!name.StartsWith(Place, StringComparison.Ordinal))
                throw new NotSupportedException($"A reference to {name}.");
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name[Place.Length..]);
        }

        return schema;
    }

    private static List<JsonElement>? Choices(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var one) ? [.. one.EnumerateArray()]
        : schema.TryGetProperty("anyOf", out var any) ? [.. any.EnumerateArray()]
        : null;

    private static bool IsOfType(JsonElement schema, JsonElement value)
    {
        if (!schema.TryGetProperty("type", out var type))
            return true;
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];
        return types.Any(one =>
            one switch
            {
                "null" => value.ValueKind == JsonValueKind.Null,
                "string" => value.ValueKind == JsonValueKind.String,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                "number" => value.ValueKind == JsonValueKind.Number,
                "array" => value.ValueKind == JsonValueKind.Array,
                "object" => value.ValueKind == JsonValueKind.Object,
                _ => throw new NotSupportedException($"A value of the type {one}."),
            }
        );
    }
}
