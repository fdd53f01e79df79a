using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Checks;

/// <summary>A kind and paths that do not go together: such a source would be taken, and its list never read as meant.</summary>
internal static class KindCheck
{
    public static void Check(MapCursor map, SourceDefinition source)
    {
        if (
            map.Find("kind") is not { Node: ScalarNode { Value: var word } } kind
            || !DefinitionChoices.Kinds.ContainsKey(word)
            || map.Place.Errors.IsTorn
            || map.Place.Errors.Within("paths")
        )
        {
            return;
        }

        var (hasCatalog, hasUpdates) = (source.Paths.ContainsKey(PathNames.Catalog), source.Paths.ContainsKey(PathNames.Updates));

        // A crawl behind a login reads the updates of any kind.
        if (source.Kind == SourceKind.Catalog && hasUpdates && !hasCatalog && source.Login?.Test is null)
        {
            kind.Fail(
                "no task reads the path 'updates' of a source of 'kind: catalog'; rename the path to 'catalog', or write 'kind: "
                    + "channel' (posts) or 'kind: listing' (listings)"
            );
        }
        else if (source.Kind != SourceKind.Catalog && hasCatalog && !hasUpdates)
        {
            kind.Fail(
                $"'kind: {word}' reads the path 'updates', and there is only 'catalog'; rename the path to 'updates', or write 'kind: "
                    + $"catalog'"
            );
        }
    }
}
