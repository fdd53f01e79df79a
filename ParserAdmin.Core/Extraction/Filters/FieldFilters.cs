using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>
/// Makes the filter that a definition names. A new one is a line here, a class beside unless <see cref="TextFilter"/> does, and its
/// signature in the reader.
/// </summary>
internal static class FieldFilters
{
    private static readonly Dictionary<string, Func<FilterArguments, IFieldFilter>> Makers = new()
    {
        ["trim"] = _ => new TextFilter(text => text.Trim()),
        ["lower"] = _ => new TextFilter(text => text.ToLowerInvariant()),
        ["upper"] = _ => new TextFilter(text => text.ToUpperInvariant()),
        ["replace"] = a => new TextFilter(text => text.Replace(a.Get("from"), a.Get("to"), StringComparison.Ordinal)),
        ["append"] = a => new TextFilter(text => text + a.Get("text")),
        ["prepend"] = a => new TextFilter(text => a.Get("text") + text),
        ["stripTags"] = _ => new TextFilter(HtmlText.StripTags),
        ["htmlDecode"] = _ => new TextFilter(HtmlText.Decode),
        ["regex"] = a => new RegexFilter(a.Get("pattern"), a.FindIndex("group")),
        ["split"] = a => new SplitFilter(a.Get("separator"), a.FindIndex("index")),
        ["map"] = a => new MapFilter(a.Table),
        ["json"] = a => new JsonFilter(a.Get("path")),
        ["lookup"] = a => new LookupFilter(a.Get("path")),
        ["join"] = a => new JoinFilter(a.Find("separator") ?? ", "),
        ["querystring"] = a => new QuerystringFilter(a.Get("name")),
        ["url"] = _ => new UrlFilter(),
        ["date"] = a => new DateFilter(a.List, a.Find("timeZone"), a.Find("order")),
        ["number"] = a => new NumberFilter(a.Find("decimal")),
        ["money"] = a => new MoneyFilter(a.Find("currency"), a.Find("decimal")),
    };

    public static IReadOnlyCollection<string> Names => Makers.Keys;

    public static IFieldFilter Make(FilterDefinition definition) =>
        Makers.TryGetValue(definition.Name, out var maker)
            ? maker(definition.Arguments)
            : throw new ExtractionException($"no filter is named '{definition.Name}'; validate the source definition");
}
