using System.Text.Json;
using System.Text.Json.Nodes;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Invocables.Logins;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>
/// From the address of a page to the request for it. A parameter of the address whose name stands in what is posted goes there: so a page
/// is known by its address alone, whichever way it is asked for, and pagination and placeholders need not know of it.
/// </summary>
internal static class PathRequest
{
    /// <exception cref="KeyNotFoundException">A setting has no value; its message names the setting.</exception>
    /// <exception cref="FetchException">Blocked: settings would be posted to another site.</exception>
    public static FetchRequest Of(SourceLogin login, PathDefinition path, Uri address)
    {
        var plain = LoginRequest.Of(login, address);
        if (path.Request is not { } asked)
            return plain;
        var headers = new Dictionary<string, string>(
            plain.Politeness.Headers ?? new Dictionary<string, string>(),
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var (name, value) in asked.Headers)
            headers[name] = ConfigTemplate.Fill(value, login.Values);
        var request = plain with { Politeness = plain.Politeness with { Headers = headers } };
        if (asked is { Form: null, Json: null })
            return request;
        if (!plain.IsHome(address) && Texts(asked).Any(text => ConfigTemplate.Names(text).Count > 0))
        {
            throw new FetchException(
                ErrorClass.Blocked,
                $"The request would send settings of the source to {HostGovernor.NameOf(address)}, which is not among the source's "
                    + $"links. Add it there if it is meant.",
                address
            );
        }

        var left = new List<string>();
        var body = asked.Form is { } form ? Form(form, login.Values, address, left) : Json(asked.Json!, login.Values, address, left);
        return request with { Address = QueryPairs.With(address, left), Body = body };
    }

    private static RequestBody Form(
        IReadOnlyDictionary<string, string> form,
        IReadOnlyDictionary<string, string> values,
        Uri address,
        List<string> left
    )
    {
        var fields = form.ToDictionary(field => field.Key, field => ConfigTemplate.Fill(field.Value, values));
        foreach (var pair in QueryPairs.Of(address))
        {
            if (fields.ContainsKey(QueryPairs.Name(pair)))
                fields[QueryPairs.Name(pair)] = QueryPairs.Value(pair);
            else
                left.Add(pair);
        }

        return RequestBody.OfForm(fields, repeatable: true);
    }

    private static RequestBody Json(JsonObject json, IReadOnlyDictionary<string, string> values, Uri address, List<string> left)
    {
        var document = Filled(json, values)!;
        foreach (var pair in QueryPairs.Of(address))
        {
            if (!TryPut(document.AsObject(), QueryPairs.Name(pair).Split('.'), QueryPairs.Value(pair)))
                left.Add(pair);
        }

        return new RequestBody(document.ToJsonString(), RequestBody.Json, Repeatable: true);
    }

    private static JsonNode? Filled(JsonNode? node, IReadOnlyDictionary<string, string> values) =>
        node switch
        {
            JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Filled(entry.Value, values)))),
            JsonArray list => new JsonArray([.. list.Select(item => Filled(item, values))]),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => ConfigTemplate.Fill(text.GetValue<string>(), values),
            _ => node?.DeepClone(),
        };

    /// <returns>False where the document has no such key.</returns>
    private static bool TryPut(JsonObject map, ReadOnlySpan<string> names, string value)
    {
        if (!map.TryGetPropertyValue(names[0], out var there))
            return false;
        if (names.Length > 1)
            return there is JsonObject inner && TryPut(inner, names[1..], value);
        // A number stays one: the definition shows by its first value what the site wants.
        var isNumber = there?.GetValueKind() == JsonValueKind.Number;
        map[names[0]] = isNumber && long.TryParse(value, out var number) ? number : value;
        return true;
    }

    private static IEnumerable<string> Texts(RequestDefinition request) =>
        [.. request.Form?.Values ?? [], .. request.Json is { } json ? [json.ToJsonString()] : Array.Empty<string>()];
}
