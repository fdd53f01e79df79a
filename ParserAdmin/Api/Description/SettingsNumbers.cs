using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ParserAdmin.Api.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Description;

/// <summary>Writes the settings' numbers with their bounds into the description, from the list that the program itself goes by.</summary>
internal sealed class SettingsNumbers : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(SettingsResponse) && context.JsonTypeInfo.Type != typeof(SettingsPatchRequest))
            return Task.CompletedTask;
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.AdditionalProperties = null;
        schema.AdditionalPropertiesAllowed = false;
        foreach (var limit in SettingsLimits.All)
        {
            schema.Properties[SettingsResponse.NameOf(limit)] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = limit.Minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = limit.Maximum.ToString(CultureInfo.InvariantCulture),
                Description = limit.Label,
            };
        }

        return Task.CompletedTask;
    }
}
