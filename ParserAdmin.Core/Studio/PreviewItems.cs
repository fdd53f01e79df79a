using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio;

/// <summary>What the rows of one path would become. What another page brings is not missed here.</summary>
internal sealed class PreviewItems(SourceDefinition definition, string name)
{
    private readonly PathDefinition _path = definition.Paths[name];
    private readonly HashSet<string> _elsewhere = [.. Elsewhere(definition, name)];
    private readonly string _kind = KindOf(definition.Kind, name);

    public (ItemDraft? Draft, string? ExternalId, string? Problem) Of(ExtractedRow row)
    {
        var mapped = ItemMapper.Map(row, null, _kind);
        var errors = mapped.Errors.Where(error => error.Filter is not null || !_elsewhere.Contains(error.Field)).ToList();
        var problems = errors.ConvertAll(error => error.Message);
        if (_path.Detail is { } follow && DetailOf(row) is null && !errors.Any(error => error.Field == follow.Link))
            problems.Add(DetailLink.Missing(follow, row));
        if (mapped.Draft is not { } draft)
            return (null, null, Join(problems));
        try
        {
            return (draft, ItemIdentity.Identify(draft, definition.Identity), Join(problems));
        }
        catch (MissingIdentityException missing)
        {
            if (!_elsewhere.Contains(definition.Identity == IdentityPolicy.ExternalId ? "externalId" : "url"))
                problems.Add(missing.Message);
            return (draft, null, Join(problems));
        }
    }

    public Uri? DetailOf(ExtractedRow row) => DetailLink.Of(_path, row);

    /// <summary>
    /// Fields that the detail page adds to a listing's row, or that the listing brings to a detail page. An episode without an address has
    /// that of its title.
    /// </summary>
    internal static IEnumerable<string> Elsewhere(SourceDefinition definition, string name)
    {
        var linked = definition.Paths.Where(path => path.Value.Detail?.Path == name).SelectMany(path => path.Value.Fields.Keys);
        var followed = definition.Paths.GetValueOrDefault(definition.Paths[name].Detail?.Path ?? "")?.Fields.Keys ?? [];
        string[] known = name switch
        {
            PathNames.Item => ["title", "url", "externalId"],
            PathNames.Episodes => ["url"],
            _ => [],
        };
        return [.. linked, .. followed, .. known];
    }

    private static string KindOf(SourceKind source, string path) =>
        (path, source) switch
        {
            (PathNames.Episodes, _) => ItemKinds.Episode,
            (PathNames.Updates, SourceKind.Listing) => ItemKinds.Listing,
            (PathNames.Updates, _) => ItemKinds.Post,
            _ => ItemKinds.Title,
        };

    private static string? Join(List<string> problems) => problems.Count == 0 ? null : string.Join("; ", problems);
}
