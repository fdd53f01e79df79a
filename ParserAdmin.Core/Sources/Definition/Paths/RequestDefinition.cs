using System.Text.Json.Nodes;

namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>How a path's pages are asked for where an address alone does not do.</summary>
/// <param name="Form">Fields to post, by name; may hold settings. Null where no form is posted.</param>
/// <param name="Json">A document to post; its texts may hold settings. Null where none is posted.</param>
/// <param name="Headers">Laid over those of <c>fetch</c>; may hold settings.</param>
public sealed record RequestDefinition(
    IReadOnlyDictionary<string, string>? Form,
    JsonObject? Json,
    IReadOnlyDictionary<string, string> Headers
)
{
    /// <summary>
    /// What is written under a name in what is posted, such as <c>page</c> or, within others, <c>variables.after</c>; null where nothing
    /// is.
    /// </summary>
    public string? Find(string name)
    {
        if (Form is not null)
            return Form.GetValueOrDefault(name);
        JsonNode? node = Json;
        foreach (var key in name.Split('.'))
            node = (node as JsonObject)?[key];
        return (node as JsonValue)?.ToString();
    }
}
