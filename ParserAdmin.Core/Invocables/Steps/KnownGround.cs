using ParserAdmin.Core.Items;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Tells when an incremental run has come to what is known: items that were there when a run last succeeded, or published before the mark of that time.
/// What a run that broke off has saved is not known yet: what lies behind it was never looked at.
/// </summary>
internal sealed class KnownGround(ItemQueries stored, string sourceId, CrawlPlan plan)
{
    /// <summary>So many in a row; fewer may be posts that a site keeps on top.</summary>
    public const int Enough = 10;

    private int _inARow;

    /// <summary>Looks at a whole page: some sites have the newest at its end.</summary>
    public async Task<bool> IsReachedAsync(IReadOnlyList<ReadItem> page, CancellationToken cancellationToken)
    {
        if (!plan.Incremental || plan.State?.CheckedAt is not { } last)
            return false;
        var ids = page.Select(read => read.Item?.ExternalId ?? read.ExternalId).OfType<string>().Distinct().ToList();
        var known = await stored.KnownAsync(sourceId, ids, last, cancellationToken);
        foreach (var read in page)
        {
            var isOld = (read.Item?.ExternalId ?? read.ExternalId) is { } id && known.Contains(id)
                || read.Item?.Draft.PublishedAt <= plan.State.HighWater;
            _inARow = isOld ? _inARow + 1 : 0;
        }

        return _inARow >= Enough;
    }
}
