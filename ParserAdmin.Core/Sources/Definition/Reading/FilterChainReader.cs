using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads a field's filters and that they can follow one another.</summary>
internal static class FilterChainReader
{
    public static IReadOnlyList<FilterDefinition> Read(Cursor? place)
    {
        if (place?.AsList() is not { } steps)
            return [];
        var filters = new List<FilterDefinition>();
        foreach (var step in steps)
        {
            if (filters.LastOrDefault() is { } before && FilterSignatures.All[before.Name].IsTyped)
            {
                step.Fail($"no filter can follow '{before.Name}', whose outcome is no text any more; put '{before.Name}' last");
                break;
            }

            if (FilterReader.Read(step) is { } filter)
                filters.Add(filter);
        }

        return filters;
    }
}
