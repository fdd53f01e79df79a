using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Evaluates JSONPath.</summary>
internal static class JsonSelection
{
    // A path such as $..a..b meets the same value often.
    private const int MaxMatches = 1_000_000;

    private static readonly JsonSelectSettings Settings = new()
    {
        ErrorWhenNoMatch = false,
        RegexMatchTimeout = TimeSpan.FromMilliseconds(100),
    };

    /// <exception cref="ExtractionException">The path is bad, or costs more than the limits allow.</exception>
    public static IEnumerable<JToken> Select(JToken within, string path, CancellationToken cancellationToken = default)
    {
        var matches = 0;
        using var tokens = Open(within, path).GetEnumerator();
        while (Next(tokens, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++matches > MaxMatches)
                throw new ExtractionException($"the JSONPath '{path}' matches more than {MaxMatches:N0} times; make it more exact");
            yield return tokens.Current;
        }
    }

    private static IEnumerable<JToken> Open(JToken within, string path)
    {
        try
        {
            return within.SelectTokens(path, Settings);
        }
        catch (JsonException e)
        {
            throw new ExtractionException($"bad JSONPath '{path}': {e.Message}");
        }
    }

    private static bool Next(IEnumerator<JToken> tokens, string path)
    {
        try
        {
            return tokens.MoveNext();
        }
        catch (JsonException)
        {
            // For the library an index into an object is an error; for a person the path finds nothing there.
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExtractionException($"a pattern in the JSONPath '{path}' took longer than 100 ms; make it simpler");
        }
    }
}
