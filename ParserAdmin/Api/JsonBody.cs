using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ParserAdmin.Api;

/// <summary>Reads a JSON body and says what is wrong with it by field, in place of a library's exception.</summary>
internal static class JsonBody
{
    /// <summary>Far above any body that the API takes.</summary>
    public const int Largest = 64 * 1024;

    /// <exception cref="BadInputException">The body is no JSON, lacks, or is not of the shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            throw new BadInputException("body", "The body is empty. Send a JSON object; /openapi/v1.json tells which.");
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, ApiJson.Reading, cancellationToken)
                ?? throw new BadInputException("body", "The body is null. Send a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw Explain(wrong);
        }
    }

    private static BadInputException Explain(JsonException wrong)
    {
        var field = wrong.Path?.TrimStart('$').TrimStart('.') ?? "";
        if (field.Length > 0 && wrong.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return new BadInputException(field, $"There is no field '{field}' in this call. Check its spelling.");
        if (wrong.Message.StartsWith("Duplicate propert", StringComparison.Ordinal))
        {
            // Among the free names of the settings the reader does not say which.
            return field.Length > 0
                ? new BadInputException(field, $"'{field}' stands here more than once. Send it once, with the value that is meant.")
                : new BadInputException("body", "A field stands in the body more than once. Send each once, with the value that is meant.");
        }

        if (field.Length > 0)
        {
            return new BadInputException(
                field,
                $"The value of '{field}' is not of the kind that this call takes (line {wrong.LineNumber + 1})."
            );
        }

        return new BadInputException(
            "body",
            $"The body is no JSON object that this call takes{(wrong.LineNumber is { } line ? $" (line {line + 1})" : "")}. See "
                + $"/openapi/v1.json."
        );
    }
}
