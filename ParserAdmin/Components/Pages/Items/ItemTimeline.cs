using System.Globalization;
using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Pages.Items.Parts;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>How an item's price and status went, read backwards from what they are by what its revisions say was before.</summary>
/// <param name="From">UTC; since when it is known.</param>
/// <param name="To">UTC; when it was read.</param>
public sealed record ItemTimeline(DateTime From, DateTime To, IReadOnlyList<StepPoint> Prices, IReadOnlyList<StepSpan> Statuses)
{
    private const string Gone = "gone";

    /// <param name="revisions">Newest first.</param>
    /// <param name="isWhole">Whether these are all that there are.</param>
    /// <returns>Null where neither ever changed.</returns>
    public static ItemTimeline? Of(Item item, IReadOnlyList<ItemRevision> revisions, bool isWhole, DateTime now)
    {
        var from = isWhole || revisions.Count == 0 ? item.FirstSeenAt : revisions[^1].CreatedAt;
        var prices = new List<StepPoint>();
        var statuses = new List<StepSpan>();
        var (price, status, until, isOtherCurrency) = (item.Price, item.Status, now, false);
        if (item.GoneAt is { } gone)
        {
            statuses.Add(Span(gone, now, Gone, "warn"));
            until = gone;
        }

        foreach (var revision in revisions)
        {
            var changes = RevisionChanges.Fields(revision);
            var isConverted = changes.Any(change => change.Field == "currency");
            var cost = changes.FirstOrDefault(change => change.Field == "price");
            if (cost is not null || isConverted)
            {
                prices.Insert(0, Point(revision.CreatedAt, price, item.Currency));

                // Amounts of two currencies do not go on one scale.
                isOtherCurrency |= isConverted;
                price = isOtherCurrency ? null : Amount(cost!.Before);
            }

            if (changes.FirstOrDefault(change => change.Field == "status") is { } condition)
            {
                AddStatus(revision.CreatedAt);
                status = condition.Before;
            }
        }

        if (prices.Count == 0 && statuses.Count == 0)
            return null;
        prices.Insert(0, Point(from, price, item.Currency));
        AddStatus(from);
        return new ItemTimeline(from, now, prices.Any(point => point.Value is not null) ? prices : [], statuses);

        void AddStatus(DateTime since)
        {
            if (status is not null && since < until)
                statuses.Insert(0, Span(since, until, status, ItemStatusBadge.ToneOf(status)));
            until = since < until ? since : until;
        }
    }

    private static StepPoint Point(DateTime at, decimal? price, string? currency) =>
        new(at, (double?)price, $"{ItemText.Price(price, currency) ?? "no price"} from {Times.UtcText(at)}");

    private static StepSpan Span(DateTime from, DateTime to, string status, string tone) =>
        new(from, to, tone, status, $"{status} from {Times.UtcText(from)} to {Times.UtcText(to)}");

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
