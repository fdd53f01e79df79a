using System.Globalization;
using System.Text.Json;

namespace ParserAdmin.Tests.Api.Described;

/// <summary>An OpenAPI document, as one who has nothing else reads it.</summary>
internal sealed class ApiDescription(JsonElement document)
{
    private readonly List<(string[] Segments, JsonElement Operations)> _paths =
    [
        .. document.GetProperty("paths").EnumerateObject().Select(path => (Split(path.Name), path.Value)),
    ];

    /// <summary>The operation of a call; null for what is none of the API. A written segment is nearer than one for any.</summary>
    public JsonElement? Find(HttpMethod method, string path)
    {
        var asked = Split(path);
        var nearest = _paths
            .Where(known => Matches(known.Segments, asked))
            .OrderByDescending(known => known.Segments.Count(segment => !IsAny(segment)))
            .Select(known => (JsonElement?)known.Operations)
            .FirstOrDefault();
        return
            nearest is { } operations && operations.TryGetProperty(method.Method.ToLower(CultureInfo.InvariantCulture), out var operation)
            ? operation
            : null;
    }

    /// <summary>What of an answer its description does not tell.</summary>
    /// <param name="status">500 is a fault of the program, which no description plans for.</param>
    /// <param name="body">Null where it is no JSON.</param>
    public List<string> FaultsOf(JsonElement operation, int status, string? type, JsonElement? body)
    {
        var faults = new List<string>();
        if (status == 500)
            return faults;
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var answer))
            faults.Add($"status {status}");
        else if (!answer.TryGetProperty("content", out var contents))
            faults.AddRange(type is null ? [] : [$"a body of the kind {type} with status {status}"]);
        else if (type is null || !contents.TryGetProperty(type, out var content))
            faults.Add($"the kind {type ?? "(no body)"} of the answer {status}");
        else if (body is { } value && content.TryGetProperty("schema", out var schema))
            new SchemaFit(document, faults).Check(schema, value, "$");
        return faults;
    }

    private static bool Matches(string[] known, string[] asked) =>
        known.Length == asked.Length && known.Zip(asked).All(pair => IsAny(pair.First) || pair.First == pair.Second);

    private static bool IsAny(string segment) => segment.StartsWith('{');

    private static string[] Split(string path) => path.Trim('/').Split('/');
}
