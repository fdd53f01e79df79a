using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Finds a field in a JSON value by JSONPath; "$" is the row.</summary>
internal sealed class TokenFinder(FieldDefinition definition) : IFieldFinder<JToken>
{
    private readonly IReadOnlyList<string> _paths = definition.Selectors;
    private readonly bool _isAmount = definition.Filters is [{ Name: "money" }, ..];

    public IEnumerable<string> Find(JToken row)
    {
        if (_paths.Count == 0)
            return Read(row);
        return definition.All
            ? _paths.SelectMany(selector => JsonSelection.Select(row, selector)).SelectMany(Read)
            : _paths
                .SelectMany(selector => JsonSelection.Select(row, selector).SelectMany(Read).Take(1))
                .Where(text => text.Length > 0)
                .Take(1);
    }

    private IEnumerable<string> Read(JToken token) => definition.Cases.Count == 0 ? JsonTexts.Of(token, _isAmount) : [Choose(token)];

    private string Choose(JToken token) =>
        definition
            .Cases.FirstOrDefault(branch => branch.Selector == "*" || JsonSelection.Select(token, branch.Selector).Any(IsSomething))
            ?.Value
        ?? "";

    // {"sold": false} has the key and says no.
    private static bool IsSomething(JToken token) => token is not JValue { Value: null or false or "" or 0L };
}
