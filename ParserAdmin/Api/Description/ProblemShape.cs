using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ParserAdmin.Api.Sources;
using ParserAdmin.Auth;

namespace ParserAdmin.Api.Description;

/// <summary>Describes what refusals say beside what every problem says.</summary>
internal sealed class ProblemShape : IOpenApiSchemaTransformer
{
    private const string AsStored = "As it is stored now, where the call was decided on something older.";
    private const string OfAStop = "Of an emergency stop that could not be stored yet.";

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(ProblemDetails))
            return;
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties[ProblemAnswers.Field] = Of(JsonSchemaType.String, "What of the call is wrong, as it is named there.");
        schema.Properties["traceId"] = Of(JsonSchemaType.String, "For whoever looks the call up in the log.");
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "The mistakes of a source's definition.",
            Items = await context.GetOrCreateSchemaAsync(typeof(DefinitionErrorResponse), null, cancellationToken),
        };
        foreach (var stored in (string[])["settings", "schedule", "source"])
            schema.Properties[stored] = Of(JsonSchemaType.Object, AsStored);
        schema.Properties["jobsCancelled"] = Of(JsonSchemaType.Integer, OfAStop);
        foreach (var step in (string[])["told", "stored", "audited", "kept"])
            schema.Properties[step] = Of(JsonSchemaType.Boolean, OfAStop);
    }

    private static OpenApiSchema Of(JsonSchemaType type, string description) => new() { Type = type, Description = description };
}
