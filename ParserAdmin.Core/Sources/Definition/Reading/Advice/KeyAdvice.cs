using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>What to do about a key that is not known where it stands.</summary>
/// <param name="Text">"; did you mean 'x'?" and the like, to follow "unknown key 'y'".</param>
/// <param name="Meant">The known key that was meant, so that nobody asks for it again; null where that is open.</param>
internal sealed record KeyAdvice(string Text, string? Meant)
{
    // The words of other programs, or of people in a hurry.
    private static readonly IReadOnlyDictionary<string, string> Synonyms = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["attr"] = "attribute",
        ["css"] = "selector",
        ["xpath"] = "selector",
        ["query"] = "selector",
        ["url"] = "path",
        ["address"] = "path",
        ["urls"] = "links",
        ["site"] = "links",
        ["many"] = "all",
        ["multiple"] = "all",
        ["columns"] = "fields",
        ["follow"] = "detail",
        ["title"] = "name",
    };

    private static readonly string[] Posting = ["method", "body", "data", "post"];

    /// <param name="key">The key that is not known.</param>
    /// <param name="known">The keys of the mapping, one of the lists of <see cref="DefinitionKeys"/>.</param>
    /// <param name="inner">Keys of the mappings within: one of them here is indented too little.</param>
    /// <param name="beside">The keys that stand in the mapping.</param>
    public static KeyAdvice Of(string key, IReadOnlyList<string> known, IReadOnlyList<string>? inner, IReadOnlyList<string>? beside = null)
    {
        if (inner?.Contains(key, StringComparer.Ordinal) == true)
            return new("; it belongs to one of the keys above it: indent it further", null);
        if (key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && known.Contains(key[..colon], StringComparer.Ordinal))
            return new($"; put a space after the ':', such as '{key[..colon]}: {CursorScalars.Short(key[(colon + 1)..])}'", key[..colon]);
        if (Home(key, known, beside ?? []) is { } home)
            return home;
        var meant =
            Synonyms.TryGetValue(key, out var word) && known.Contains(word, StringComparer.Ordinal) ? word : NearestWord.Find(key, known);
        return meant is null
            ? new(NearestWord.Hint(key, known), null)
            : new(
                key.Equals("xpath", StringComparison.OrdinalIgnoreCase)
                    ? "; write 'selector' with a CSS selector"
                    : $"; did you mean '{meant}'?",
                meant
            );
    }

    // A key that exists, but somewhere else.
    private static KeyAdvice? Home(string key, IReadOnlyList<string> known, IReadOnlyList<string> beside)
    {
        if (ReferenceEquals(known, DefinitionKeys.Source))
        {
            return DefinitionKeys.Fetch.Contains(key, StringComparer.Ordinal) ? new("; it belongs into 'fetch'", "fetch")
                : PathNames.All.Contains(key, StringComparer.Ordinal) ? new("; it is a path: indent it further, under 'paths'", "paths")
                : key is "rows" or "fields" or "pagination" or "detail"
                    ? new("; it belongs to a path, such as 'catalog', under 'paths'", "paths")
                : null;
        }

        if (ReferenceEquals(known, DefinitionKeys.Path))
        {
            return DefinitionKeys.Pagination.Contains(key, StringComparer.Ordinal) ? new("; it belongs into 'pagination'", "pagination")
                : key == "selector" ? new("; it belongs into 'rows'", "rows")
                : DefinitionKeys.Request.Contains(key, StringComparer.Ordinal)
                    ? new(
                        beside.Contains("request") ? "; it belongs into 'request'" : $"; write 'request: {{ {key}: {{ … }} }}'",
                        "request"
                    )
                : Posting.Contains(key)
                    ? new(
                        beside.Contains("request")
                            ? "; 'form' or 'json' in 'request' says what to post, and that it is posted"
                            : "; write 'request: { form: { … } }' or 'request: { json: { … } }' to post",
                        "request"
                    )
                : PathNames.All.Contains(key, StringComparer.Ordinal) ? new("; it is a path by itself: indent it as the other paths", null)
                : null;
        }

        if (ReferenceEquals(known, DefinitionKeys.Request) && Posting.Contains(key))
            return new("; 'form' or 'json' says what to post, and that it is posted", null);
        if (ReferenceEquals(known, DefinitionKeys.Setting) && key == "value")
        {
            return new(
                $"; a setting has no value here: set it {SettingAdvice.AtTheSource}; 'default' is for one that all users of the "
                    + $"definition share",
                null
            );
        }

        if (ReferenceEquals(known, DefinitionKeys.Detail) && key is "rows" or "fields")
            return new("; it belongs to a path of its own, such as 'item', which 'path' names here", "path");
        if (ReferenceEquals(known, DefinitionKeys.Pagination) && key == "selector")
            return new("; it belongs into 'next'", "next");
        return ReferenceEquals(known, DefinitionKeys.Field) && FilterSignatures.All.TryGetValue(key, out var filter)
            ? new($"; it is a filter: write 'filters: [{(filter.StandsAlone ? key : $"{{ {key}: … }}")}]'", "filters")
            : null;
    }
}
