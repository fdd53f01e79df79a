using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>The keys of every mapping, in one place: the readers take them, and a test holds the JSON Schema to them.</summary>
internal static class DefinitionKeys
{
    public static readonly IReadOnlyList<string> Source =
    [
        "version",
        "id",
        "name",
        "kind",
        "language",
        "links",
        "identity",
        "fetch",
        "paths",
        "settings",
        "login",
        "priority",
        "samples",
        "top",
        "metadata",
    ];
    public static readonly IReadOnlyList<string> Fetch =
    [
        "delay",
        "concurrency",
        "timeout",
        "userAgent",
        "headers",
        "encoding",
        "robots",
        "renderer",
        "wait",
        "waitTimeout",
        "images",
    ];
    public static readonly IReadOnlyList<string> Path =
    [
        "path",
        "response",
        "rows",
        "fields",
        "pagination",
        "detail",
        "renderer",
        "wait",
        "request",
    ];
    public static readonly IReadOnlyList<string> Request = ["form", "json", "headers"];
    public static readonly IReadOnlyList<string> Rows = ["selector", "script", "pattern", "jsonLd"];
    public static readonly IReadOnlyList<string> Field =
    [
        "selector",
        "attribute",
        "all",
        "default",
        "optional",
        "remove",
        "case",
        "filters",
        "lines",
        "text",
    ];
    public static readonly IReadOnlyList<string> Pagination =
    [
        "next",
        "page",
        "offset",
        "cursor",
        "maxPages",
        "scheduledMaxPages",
        "listings",
    ];
    public static readonly IReadOnlyList<string> Next = ["selector", "attribute"];
    public static readonly IReadOnlyList<string> Count = ["parameter", "first", "step"];
    public static readonly IReadOnlyList<string> PageCursor = ["selector", "attribute", "parameter"];
    public static readonly IReadOnlyList<string> Detail = ["path", "link"];
    public static readonly IReadOnlyList<string> Setting = ["type", "label", "default"];
    public static readonly IReadOnlyList<string> Login = ["form", "cookie", "headers", "test", "error"];
    public static readonly IReadOnlyList<string> LoginForm = ["path", "selector", "fields"];
    public static readonly IReadOnlyList<string> LoginTest = ["path", "selector"];
    public static readonly IReadOnlyList<string> Sample =
    [
        "name",
        "path",
        "url",
        "contentType",
        "at",
        "answer",
        "file",
        "rows",
        "count",
        "next",
    ];
    public static readonly IReadOnlyList<string> Top = ["genres", "count"];
    public static readonly IReadOnlyList<string> Metadata = ["source", "fields", "threshold", "days"];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Mappings =
    [
        Source,
        Fetch,
        PathNames.All,
        Path,
        Rows,
        Field,
        Pagination,
        Login,
        LoginForm,
        LoginTest,
        Setting,
        Request,
    ];

    /// <summary>The keys of the mapping that a key holds; empty where they are free.</summary>
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Inner = new Dictionary<string, IReadOnlyList<string>>
    {
        ["fetch"] = Fetch,
        ["paths"] = PathNames.All,
        ["login"] = Login,
        ["rows"] = Rows,
        ["fields"] = [],
        ["pagination"] = Pagination,
        ["detail"] = Detail,
        ["request"] = Request,
        ["json"] = [],
        ["form"] = LoginForm,
        ["test"] = LoginTest,
        ["next"] = Next,
        ["listings"] = Next,
        ["cursor"] = PageCursor,
        ["settings"] = [],
        ["case"] = [],
    };

    public static bool IsKey(string word) => Mappings.Any(keys => keys.Contains(word, StringComparer.Ordinal));

    /// <summary>Whether the two are keys of the same mapping, by their names.</summary>
    public static bool AreBeside(string one, string other) =>
        Mappings.Any(keys => keys.Contains(one, StringComparer.Ordinal) && keys.Contains(other, StringComparer.Ordinal));

    /// <summary>Whether a mapping at <paramref name="parent"/> may have the key.</summary>
    public static bool MayHold(string parent, string key) =>
        Inner.TryGetValue(parent, out var keys)
            ? keys.Count == 0 || keys.Contains(key, StringComparer.Ordinal)
            : PathNames.All.Contains(parent) && Path.Contains(key, StringComparer.Ordinal);
}
