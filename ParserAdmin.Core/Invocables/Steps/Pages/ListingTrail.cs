using ParserAdmin.Core.Invocables.Steps.Crawling;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>Leads a walk through the listings of a path: each to its end, then the next of those that pages linked to.</summary>
public sealed class ListingTrail
{
    private readonly Queue<Uri> _waiting;
    private readonly List<Uri> _found;
    private readonly HashSet<Uri> _known;
    private readonly HashSet<Uri> _read = [];
    private readonly bool _isAlone;
    private bool _leaves;

    public ListingTrail(CrawlPlan plan)
    {
        _isAlone = plan.Path.Pagination?.Listings is null;
        var left = plan.Before?.Listings;
        _waiting = new Queue<Uri>(left?.Waiting ?? []);
        _found = [.. left?.Found ?? [plan.First]];
        _known = [.. _found];
        Missing = left?.Missing ?? 0;
    }

    /// <summary>Listings that were linked and not there: what they held was not looked at.</summary>
    public int Missing { get; private set; }

    /// <summary>
    /// The first page of the listing that waits longest, or null. One that was read as another's next page waits no longer.
    /// </summary>
    public Uri? Waiting
    {
        get
        {
            while (_waiting.TryPeek(out var waiting))
            {
                if (!_read.Contains(waiting))
                    return waiting;
                _waiting.Dequeue();
            }

            return null;
        }
    }

    /// <summary>What to remember once the walk is at the page after this one.</summary>
    /// <param name="listingEnds">That page is the first one of the listing that waits longest.</param>
    /// <returns>Null where the path has one listing only.</returns>
    public ListingsLeft? Left(bool listingEnds) =>
        _isAlone ? null : new ListingsLeft([.. _waiting.Skip(listingEnds ? 1 : 0)], [.. _found], Missing);

    /// <summary>Whether it is the first page of a listing that another page linked to.</summary>
    public bool IsLinked(Uri address) => !_isAlone && _known.Contains(address) && address != _found[0];

    /// <returns>False where the page was read already.</returns>
    public bool Read(Uri address) => _read.Add(address);

    /// <summary>A listing that leads into another one ends there.</summary>
    public Uri? Fresh(Uri? next) => _isAlone || next is null || !_read.Contains(next) ? next : null;

    public bool Begins(Uri address) => _known.Contains(address);

    public void Find(IEnumerable<Uri> listings)
    {
        foreach (var listing in listings.Where(_known.Add))
        {
            _found.Add(listing);
            _waiting.Enqueue(listing);
        }
    }

    public void Miss() => Missing++;

    /// <summary>Whoever reads has had enough of this listing.</summary>
    public void Leave() => _leaves = true;

    /// <param name="next">The listing's own next page.</param>
    /// <returns>Null at the end of the last listing.</returns>
    public Uri? Go(Uri? next)
    {
        var stays = next is not null && !_leaves;
        _leaves = false;
        return stays ? next
            : Waiting is null ? null
            : _waiting.Dequeue();
    }
}
