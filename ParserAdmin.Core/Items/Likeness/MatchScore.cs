using ParserAdmin.Core.Data.Search;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items.Likeness;

/// <summary>
/// How surely two descriptions are of the same work, 0 to 1. The rule: the titles' likeness counts 60 %, the creators 25 %, the year 15 %;
/// what one of the two does not say is left out, and the others count for more. Other numbers in a series, or titles that are less than
/// half alike, are never the same work. Case, accents, signs and the order of a name's parts do not matter.
/// </summary>
public static class MatchScore
{
    private const double TitleWeight = 0.60;
    private const double CreatorWeight = 0.25;
    private const double YearWeight = 0.15;
    private const double LeastTitle = 0.5;

    /// <summary>Symmetric: it does not matter which of the two is asked about.</summary>
    public static double Of(ItemDraft one, ItemDraft other)
    {
        if (one.SeriesNumber is { } number && other.SeriesNumber is { } otherNumber && number != otherNumber)
            return 0;
        var title = TitleLikeness.Of(one.Title, other.Title);
        if (title < LeastTitle)
            return 0;
        var (sum, weight) = (title * TitleWeight, TitleWeight);
        if (Creators(one, other) is { } creators)
            (sum, weight) = (sum + creators * CreatorWeight, weight + CreatorWeight);
        if (Years(one, other) is { } years)
            (sum, weight) = (sum + years * YearWeight, weight + YearWeight);
        return Math.Round(sum / weight, 4);
    }

    private static double? Creators(ItemDraft one, ItemDraft other) =>
        one.Creators.Count == 0 || other.Creators.Count == 0 ? null
        : one.Creators.Select(Name).Intersect(other.Creators.Select(Name)).Any() ? 1
        : 0;

    /// <summary>"Lindqvarn, Agnes" is "Agnes Lindqvarn".</summary>
    private static string Name(string creator) =>
        SearchTokens.Of(creator).ToList() is { Count: > 0 } words ? string.Join(' ', words.Order(StringComparer.Ordinal)) : creator.Trim();

    /// <summary>A year apart is half as good: a work comes out here and there at the turn of a year.</summary>
    private static double? Years(ItemDraft one, ItemDraft other) =>
        WorkYear.Of(one) is { } year && WorkYear.Of(other) is { } otherYear
            ? Math.Abs(year - otherYear) switch
            {
                0 => 1,
                1 => 0.5,
                _ => 0,
            }
            : null;
}
