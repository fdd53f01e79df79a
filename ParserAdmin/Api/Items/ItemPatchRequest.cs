using System.Text.Json;
using ParserAdmin.Core.Items.Editing;

namespace ParserAdmin.Api.Items;

/// <summary>A person's edit of an item.</summary>
/// <param name="Fields">New values by field: text, a number, a list of texts, or null to empty it; <c>attributes.name</c> for a field
/// without a place of its own. Each is held from now on.</param>
/// <param name="Release">Fields to give back to the site.</param>
/// <param name="Reason">Goes on record; may be left out.</param>
internal sealed record ItemPatchRequest(
    IReadOnlyDictionary<string, JsonElement>? Fields = null,
    IReadOnlyList<string>? Release = null,
    string? Reason = null
)
{
    /// <exception cref="BadInputException">A value is of a kind that no field has.</exception>
    public ItemEdit ToEdit() =>
        new(
            (Fields ?? new Dictionary<string, JsonElement>()).ToDictionary(field => field.Key, field => Texts(field.Key, field.Value)),
            [.. Release ?? []],
            Input.Text("reason", Reason)
        );

    private static IReadOnlyList<string> Texts(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(one => Text(name, one))],
            _ => [Text(name, value)],
        };

    private static string Text(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { } text && !text.Contains('\0') => text,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new BadInputException($"fields.{name}", $"'{name}' takes text, a number, a list of texts, or null."),
        };
}
