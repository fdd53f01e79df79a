using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>
/// A price without its currency cannot be compared, so each price has one: by <c>money</c>, or by the field <c>currency</c>.
/// </summary>
internal static class PriceCheck
{
    private const string Price = "price";

    /// <param name="paths">All paths by their names: a row's price may be completed by its own page, and the other way about.</param>
    public static void Check(CursorEntry entry, PathDefinition path, IReadOnlyDictionary<string, PathDefinition> paths)
    {
        if (
            !path.Fields.TryGetValue(Price, out var price)
            || price.Filters is [.., { Name: "money" }]
            || DefinitionChecks.Has(entry.Value, "fields") is not { } fields
            || DefinitionChecks.Has(fields, Price) is not { } place
            || place.Errors.Within(place.Path)
            || place.Errors.IsInDoubt(entry.Value.Path)
            || DefinitionChecks.Has(fields, "currency") is not null
        )
        {
            return;
        }

        var name = entry.Key.Value;
        var others = paths.Where(other => other.Key == path.Detail?.Path || other.Value.Detail?.Path == name).Select(other => other.Value);
        if (others.Any(other => other.Fields.ContainsKey("currency")))
            return;
        (DefinitionChecks.Has(place, "filters") ?? place).Fail(
            price.Filters is [.., { Name: "number" }]
                ? "a price needs its currency, and 'number' leaves it out; write 'money' in its place ({ money: { currency: EUR } } "
                    + "where the page names none), or add the field 'currency'"
                : "a price needs its currency; add the filter 'money' ({ money: { currency: EUR } } where the page names none), or the "
                    + "field 'currency'"
        );
    }
}
