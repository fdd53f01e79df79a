using System.Text.Json.Nodes;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>One field, step by step.</summary>
/// <param name="Found">What its selector found.</param>
/// <param name="Default">The default that was taken instead.</param>
/// <param name="Error">Why there is no value, in words.</param>
internal sealed record PreviewFieldResponse(
    string Name,
    IReadOnlyList<string> Found,
    string? Default,
    IReadOnlyList<PreviewStep> Steps,
    JsonNode? Value,
    string? Error
)
{
    public static PreviewFieldResponse Of(PreviewField field) =>
        new(field.Name, field.Found, field.Default, field.Steps, FieldJson.Of(field.Value), field.Error?.Message);
}
