using System.Globalization;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items.Likeness;

/// <summary>What a search came to: one candidate that is surely it, or why none is.</summary>
/// <param name="Chosen">Place of the match among the candidates; null where none was taken.</param>
/// <param name="Score">Of the best candidate; 0 without candidates.</param>
/// <param name="Refusal">Why none was taken, for people; null for a match.</param>
public sealed record BestMatch(int? Chosen, double Score, string? Refusal)
{
    /// <summary>A second candidate this close to the best is a tie: which of the two it is nobody can say.</summary>
    public const double TieWithin = 0.03;

    /// <param name="threshold">Lowest score that is taken, itself counted in.</param>
    public static BestMatch Among(ItemDraft item, IReadOnlyList<ItemDraft> candidates, double threshold)
    {
        if (candidates.Count == 0)
            return new BestMatch(null, 0, "nothing was found");
        var scores = candidates
            .Select((candidate, place) => (Place: place, Score: MatchScore.Of(item, candidate)))
            .OrderByDescending(scored => scored.Score)
            .ToList();
        var best = scores[0];
        if (best.Score < threshold)
        {
            return new BestMatch(
                null,
                best.Score,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the best of {candidates.Count}, '{candidates[best.Place].Title}', scores {best.Score:0.00}, less than "
                        + $"{threshold:0.00}"
                )
            );
        }

        // The same work twice in the answer is no tie.
        var rival = scores
            .Skip(1)
            .TakeWhile(scored => best.Score - scored.Score <= TieWithin)
            .FirstOrDefault(scored => !IsSame(candidates[best.Place], candidates[scored.Place]), (-1, 0));
        return rival.Place < 0
            ? new BestMatch(best.Place, best.Score, null)
            : new BestMatch(
                null,
                best.Score,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is a tie: '{candidates[best.Place].Title}' scores {best.Score:0.00}, '{candidates[rival.Place].Title}' "
                        + $"{rival.Score:0.00}"
                )
            );
    }

    private static bool IsSame(ItemDraft one, ItemDraft other) =>
        one.ExternalId is not null || other.ExternalId is not null ? one.ExternalId == other.ExternalId
        : one.Url is not null || other.Url is not null ? one.Url == other.Url
        : one.ContentHash() == other.ContentHash();
}
