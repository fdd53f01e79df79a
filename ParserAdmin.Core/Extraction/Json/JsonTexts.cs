using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>JSON values as the texts that filters take.</summary>
internal static class JsonTexts
{
    /// <summary>A list gives each of its values, null gives nothing, an object its JSON.</summary>
    public static IEnumerable<string> Of(JToken token) => Of(token, asAmount: false);

    /// <inheritdoc cref="Of(JToken)"/>
    /// <param name="asAmount">Whether a price is read from them: 1.789 is no 1,789 where it is a number of JSON.</param>
    public static IEnumerable<string> Of(JToken token, bool asAmount) =>
        token switch
        {
            JArray list => list.Where(item => item is not JArray).SelectMany(item => Of(item, asAmount)),
            JValue { Value: null } => [],
            JValue value => [Text(value, asAmount)],
            _ => [token.ToString(Formatting.None)],
        };

    private static string Text(JValue value, bool asAmount) =>
        value.Value switch
        {
            string text => text.Trim(),
            bool flag => flag ? "true" : "false",
            decimal { Scale: 3 } number when asAmount => number.ToString(CultureInfo.InvariantCulture) + "0",
            // Not 1E-07, which would be read as 1.
            double number
                when decimal.TryParse(
                    number.ToString("R", CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var exact
                ) => Text(new JValue(exact), asAmount),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
}
