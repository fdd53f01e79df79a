using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Finds a field in an entry by the feed's names; "feed." before a name asks the feed itself.</summary>
internal sealed class FeedFinder(FieldDefinition definition, IFeedEntry head) : IFieldFinder<IFeedEntry>
{
    private const string OfHead = "feed.";

    private readonly IReadOnlyList<string> _names = definition.Selectors;

    public IEnumerable<string> Find(IFeedEntry row) =>
        definition.Cases.Count > 0 ? [Choose(row)]
        : definition.All ? _names.SelectMany(name => Texts(row, name))
        : _names.Select(name => Texts(row, name).FirstOrDefault(text => text.Length > 0)).OfType<string>().Take(1);

    private IEnumerable<string> Texts(IFeedEntry row, string name)
    {
        var found = name.StartsWith(OfHead, StringComparison.Ordinal)
            ? head.Find(name[OfHead.Length..], definition.Attribute)
            : row.Find(name, definition.Attribute);
        return found.Select(Clean);
    }

    private string Choose(IFeedEntry row) =>
        definition
            .Cases.FirstOrDefault(branch => branch.Selector == "*" || row.Find(branch.Selector, null).Any(text => text.Length > 0))
            ?.Value
        ?? "";

    // Texts that hold markup keep their lines: a filter may want them.
    private static string Clean(string text) => text.Contains('<', StringComparison.Ordinal) ? text.Trim() : Whitespace.Collapse(text);
}
