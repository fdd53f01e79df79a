using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ParserAdmin.Api.Description;

/// <summary>A field that is left out of some answers is not required.</summary>
internal sealed class LeftOutFields : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var field in context.JsonTypeInfo.Properties)
        {
            var ignored = field.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true);
            if (ignored is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }])
                schema.Required?.Remove(field.Name);
        }

        return Task.CompletedTask;
    }
}
