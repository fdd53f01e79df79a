using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>fetch</c>; a key left out has its default.</summary>
internal static partial class FetchReader
{
    // These follow from the request itself; one written by hand would break it or reach another host.
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade"];

    public static FetchOptions Read(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        var usual = FetchOptions.Default;
        if (place?.AsMap(DefinitionKeys.Fetch) is not { } map)
            return usual;
        return new FetchOptions(
            map.Find("delay")?.AsDuration(TimeSpan.Zero, TimeSpan.FromHours(1)) ?? usual.Delay,
            map.Find("concurrency")?.AsInteger(1, 16) ?? usual.Concurrency,
            map.Find("timeout")?.AsDuration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ?? usual.Timeout,
            map.Find("userAgent")?.AsMatch(HeaderValue(), "write one line of plain text"),
            Headers(map.Find("headers"), settings),
            Encoding(map.Find("encoding")),
            map.Find("robots")?.AsChoice(DefinitionChoices.Robots) ?? usual.ObeyRobots
        )
        {
            Rendering = RenderingReader.Read(map),
        };
    }

    internal static Dictionary<string, string> Headers(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in place?.AsEntries() ?? [])
        {
            var value = entry.Value.AsMatch(HeaderValue(), "write one line of plain text");
            if (value is not null)
                SettingsReader.Template(entry.Value, settings);
            if (!HeaderName().IsMatch(entry.Key.Value))
            {
                place!.Errors.Add(
                    entry.Key,
                    entry.Value.Path,
                    $"'{CursorScalars.Short(entry.Key.Value)}' is not a header name; use letters, digits and '-'"
                );
            }
            else if (OwnHeaders.Contains(entry.Key.Value, StringComparer.OrdinalIgnoreCase))
            {
                place!.Errors.Add(entry.Key, entry.Value.Path, $"the header '{entry.Key.Value}' is set by the program; remove it");
            }
            else if (!headers.TryAdd(entry.Key.Value, value ?? ""))
            {
                place!.Errors.Add(
                    entry.Key,
                    entry.Value.Path,
                    $"the header '{entry.Key.Value}' stands here a second time in other letters; remove one"
                );
            }
        }

        return headers;
    }

    private static string? Encoding(Cursor? place)
    {
        if (place?.AsFilledText() is not { } name)
            return null;
        if (CharacterSets.Find(name) is null)
        {
            place.Fail(
                $"unknown character set '{CursorScalars.Short(name)}'; write one such as utf-8 or windows-1251, or remove the key to "
                    + $"have it found out"
            );
        }

        return name;
    }

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}\\z")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[\x20-\x7e]{1,4000}\z")]
    private static partial Regex HeaderValue();
}
