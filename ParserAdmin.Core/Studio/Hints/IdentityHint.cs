using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>Tells of rows that share what their items are known by: each row looks right, and one item comes of all of them.</summary>
internal static class IdentityHint
{
    public static IEnumerable<string> Of(SourceDefinition definition, string name, ExtractedPage page)
    {
        var (items, shared) = (new PreviewItems(definition, name), new SharedIdentities());
        foreach (var row in page.Rows)
        {
            if (items.Of(row) is { Draft: { } draft, ExternalId: { } id })
                shared.Add(id, draft);
        }

        if (shared.Describe() is { } told)
            yield return $"{Word(definition.Identity)}: {told}";
    }

    private static string Word(IdentityPolicy identity) =>
        identity switch
        {
            IdentityPolicy.ExternalId => "externalId",
            IdentityPolicy.Url => "url",
            _ => "hash",
        };
}
