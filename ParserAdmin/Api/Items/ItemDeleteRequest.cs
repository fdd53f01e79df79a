using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Api.Items;

/// <summary>Which items to delete.</summary>
/// <param name="Filter">As in the list; <c>{}</c> for every item.</param>
/// <param name="DryRun">Tells the count and changes nothing.</param>
/// <param name="Count">The count that the dry run told.</param>
/// <param name="Reason">Goes on record.</param>
internal sealed record ItemDeleteRequest(ItemFilterRequest? Filter = null, bool DryRun = false, int? Count = null, string? Reason = null)
{
    /// <exception cref="BadInputException">It is missing: an empty one has to be written, because it means everything.</exception>
    public ItemFilter ToFilter() =>
        Filter?.ToFilter() ?? throw new BadInputException("filter", "Say which items: a 'filter' ({} for every item).");

    /// <exception cref="BadInputException">It is missing.</exception>
    public int Agreed() =>
        Count ?? throw new BadInputException("count", "Send 'dryRun': true first, then the count that it answers as 'count'.");
}
