using ParserAdmin.Core.Items;

namespace ParserAdmin.Api.Items;

/// <summary>What a deletion of items did, or, as a dry run, would do.</summary>
/// <param name="Matching">Items that the filter fits; send it as <c>count</c> to delete them.</param>
internal sealed record ItemDeletionResponse(int Matching, int Deleted)
{
    public static ItemDeletionResponse Of(ItemDeletion deletion) => new(deletion.Matching, deletion.Deleted);
}
