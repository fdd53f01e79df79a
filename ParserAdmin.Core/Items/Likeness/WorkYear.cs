using System.Globalization;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items.Likeness;

/// <summary>The year in which a work came out.</summary>
public static class WorkYear
{
    /// <summary>The attribute <c>year</c> where there is one, else that of the published time; null where neither tells.</summary>
    public static int? Of(ItemDraft draft) =>
        draft.Attributes.TryGetValue("year", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is > 0 and < 10_000
            ? year
            : draft.PublishedAt?.Year;
}
