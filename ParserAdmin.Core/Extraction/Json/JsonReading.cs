using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Parses JSON from outside under limits of depth, size and time.</summary>
internal static class JsonReading
{
    /// <summary>Levels of nesting; an API's answer has a dozen.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonLoadSettings Settings = Loading(LineInfoHandling.Ignore);
    private static readonly JsonLoadSettings WithPlaces = Loading(LineInfoHandling.Load);

    /// <summary>
    /// The first value of the text; what follows it does not count, so that "{…};" in a script will do. A guard before it, such as ")]}',"
    /// or "callback(", is passed over.
    /// </summary>
    /// <exception cref="ExtractionException">The text holds no JSON, or more than the limits allow.</exception>
    public static JToken Parse(string text, CancellationToken cancellationToken) => Parse(text, keepPlaces: false, cancellationToken);

    /// <inheritdoc cref="Parse(string, CancellationToken)"/>
    /// <param name="keepPlaces">Values know where in the text (from <see cref="Start"/> on) they ended or opened.</param>
    public static JToken Parse(string text, bool keepPlaces, CancellationToken cancellationToken)
    {
        var start = Start(text);
        try
        {
            return Load(text, start, FloatParseHandling.Decimal, keepPlaces, cancellationToken);
        }
        catch (JsonReaderException e) when (e.Message.Contains("decimal", StringComparison.Ordinal))
        {
            // 1e400 is a number to the sender and none to us.
            return LoadOrExplain(text, start, cancellationToken);
        }
        catch (JsonException e)
        {
            throw Broken(text, e);
        }
    }

    /// <summary>The same, or null for a text that is no JSON.</summary>
    public static JToken? TryParse(string text, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(text, cancellationToken);
        }
        catch (ExtractionException)
        {
            return null;
        }
    }

    private static JToken LoadOrExplain(string text, int start, CancellationToken cancellationToken)
    {
        try
        {
            return Load(text, start, FloatParseHandling.Double, keepPlaces: false, cancellationToken);
        }
        catch (JsonException e)
        {
            throw Broken(text, e);
        }
    }

    private static JToken Load(string text, int start, FloatParseHandling numbers, bool keepPlaces, CancellationToken cancellationToken)
    {
        using var source = new StringReader(start == 0 ? text : text[start..]);
        using var reader = new LimitedJsonReader(source, cancellationToken)
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = numbers,
            MaxDepth = MaxDepth,
            Culture = CultureInfo.InvariantCulture,
        };
        return JToken.Load(reader, keepPlaces ? WithPlaces : Settings);
    }

    private static JsonLoadSettings Loading(LineInfoHandling lines) =>
        new()
        {
            CommentHandling = CommentHandling.Ignore,
            DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Replace,
            LineInfoHandling = lines,
        };

    /// <summary>Where the JSON begins in a text that has something before it.</summary>
    internal static int Start(string text)
    {
        var at = 0;
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
            at++;

        var plain = at < text.Length && (text[at] is '{' or '[' or '"' or '-' || char.IsAsciiDigit(text[at]));
        if (
            plain
            || at == text.Length
            || text.AsSpan(at).StartsWith("true")
            || text.AsSpan(at).StartsWith("false")
            || text.AsSpan(at).StartsWith("null")
        )
        {
            return at;
        }

        var found = text.AsSpan(at, Math.Min(200, text.Length - at)).IndexOfAny('{', '[');
        return text[at] == '<' || found < 0 ? at : at + found;
    }

    private static ExtractionException Broken(string text, JsonException cause)
    {
        var head = text.TrimStart();
        return new ExtractionException(
            head.Length == 0 ? "the answer is empty, which is no JSON that can be read"
            : head.StartsWith('<') ? "the answer is markup, not JSON; the site may want a login, or 'response' should be html or xml"
            : $"the answer is no JSON that can be read: {cause.Message}"
        );
    }
}
