using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ParserAdmin.Api.Items;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Api.Description;

/// <summary>Handlers take query values as text, so that they can explain a bad one; here is what the text has to be.</summary>
internal sealed class QueryValues : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, Func<OpenApiSchema>> Kinds = new()
    {
        ["limit"] = () =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = Input.LargestLimit.ToString(CultureInfo.InvariantCulture),
                Default = Input.DefaultLimit,
            },
        ["after"] = () =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Minimum = "0",
            },
        ["gone"] = () => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        ["withErrors"] = () => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        ["jobId"] = () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
        ["priceFrom"] = () => new OpenApiSchema { Type = JsonSchemaType.Number },
        ["priceTo"] = () => new OpenApiSchema { Type = JsonSchemaType.Number },
        ["sort"] = () => Words<ItemSort>(),
        ["format"] = () => Words<ItemExportFormat>(),
        ["from"] = Time,
        ["to"] = Time,
        ["changedSince"] = Time,
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query && parameter.Name is { } name && Kinds.TryGetValue(name, out var schema))
                parameter.Schema = schema();
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Words<TEnum>()
        where TEnum : struct, Enum =>
        new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetValues<TEnum>().Select(value => (JsonNode)StoredEnum.Write(value))] };

    private static OpenApiSchema Time() => new() { Type = JsonSchemaType.String, Format = "date-time" };
}
