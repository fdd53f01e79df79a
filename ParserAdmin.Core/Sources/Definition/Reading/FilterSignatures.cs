using static ParserAdmin.Core.Sources.Definition.Reading.ArgumentKind;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>All filters of the format. A new one is a line here and a class in Extraction/Filters.</summary>
internal static class FilterSignatures
{
    public static readonly IReadOnlyDictionary<string, FilterSignature> All = new FilterSignature[]
    {
        new("trim", []),
        new("lower", []),
        new("upper", []),
        new("replace", [Need("from", Filled), Need("to", Text)], Positional: true),
        new("regex", [Need("pattern", Pattern), May("group", ArgumentKind.Index)]),
        new("split", [Need("separator", Filled), May("index", ArgumentKind.Index)]),
        new("append", [Need("text", Text)]),
        new("prepend", [Need("text", Text)]),
        new("url", []),
        new("stripTags", []),
        new("htmlDecode", []),
        new("map", [], IsTable: true),
        new("json", [Need("path", JsonPath)]),
        new("lookup", [Need("path", JsonPath)]),
        new("join", [May("separator", Text)]),
        new("querystring", [Need("name", Filled)]),
        new(
            "date",
            [May("formats", DateFormats), May("timeZone", ArgumentKind.TimeZone), May("order", ArgumentKind.DateOrder)],
            IsTyped: true
        ),
        new("number", [May("decimal", DecimalMark)], IsTyped: true),
        new("money", [May("currency", Currency), May("decimal", DecimalMark)], IsTyped: true),
    }.ToDictionary(shape => shape.Name);

    private static ArgumentSignature Need(string name, ArgumentKind kind) => new(name, kind, Required: true);

    private static ArgumentSignature May(string name, ArgumentKind kind) => new(name, kind, Required: false);
}
