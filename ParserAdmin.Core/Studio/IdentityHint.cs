using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio;

/// <summary>Tells of rows that share what their items are known by: each row looks right, and one item comes of all of them.</summary>
internal static class IdentityHint
{
    private const int LongestQuote = 80;

    public static IEnumerable<string> Of(SourceDefinition definition, string name, ExtractedPage page)
    {
        var (items, shared) = (new PreviewItems(definition, name), new SharedIdentities());
        foreach (var row in page.Rows)
            if (items.Of(row) is { Draft: { } draft, ExternalId: { } id })
                shared.Add(id, draft);
        if (shared.Worst() is not { } worst)
            yield break;
        var quote = worst.ExternalId.Length <= LongestQuote ? worst.ExternalId : worst.ExternalId[..LongestQuote] + "…";
        yield return $"{Word(definition.Identity)}: the same in {worst.Rows} of {page.Rows.Count} rows ('{quote}'){(worst.Identities > 1 ? $", and {worst.Identities - 1} more stand in several rows" : "")}; "
            + "each item needs its own, so only one is kept; select what differs.";
    }

    private static string Word(IdentityPolicy identity) => identity switch { IdentityPolicy.ExternalId => "externalId", IdentityPolicy.Url => "url", _ => "hash" };
}
