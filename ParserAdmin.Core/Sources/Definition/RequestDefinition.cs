using System.Text.Json.Nodes;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>How a path's pages are asked for where an address alone does not do.</summary>
/// <param name="Form">Fields to post, by name; may hold settings. Null where no form is posted.</param>
/// <param name="Json">A document to post; its texts may hold settings. Null where none is posted.</param>
/// <param name="Headers">Laid over those of <c>fetch</c>; may hold settings.</param>
public sealed record RequestDefinition(IReadOnlyDictionary<string, string>? Form, JsonObject? Json, IReadOnlyDictionary<string, string> Headers);
