using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>JSON values as the texts that filters take.</summary>
internal static class JsonTexts
{
    /// <summary>A list gives each of its values, null gives nothing, an object its JSON.</summary>
    public static IEnumerable<string> Of(JToken token) => token switch
    {
        JArray list => list.Where(item => item is not JArray).SelectMany(Of),
        JValue { Value: null } => [],
        JValue value => [Text(value)],
        _ => [token.ToString(Formatting.None)],
    };

    private static string Text(JValue value) => value.Value switch
    {
        string text => text.Trim(),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
