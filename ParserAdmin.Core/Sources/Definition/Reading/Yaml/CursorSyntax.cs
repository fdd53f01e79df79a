using System.Text.RegularExpressions;
using AngleSharp.Css.Parser;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using static ParserAdmin.Core.Sources.Definition.Reading.Yaml.CursorScalars;

namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>Texts with a grammar of their own: selectors, patterns, addresses, names.</summary>
internal static partial class CursorSyntax
{
    private static readonly CssSelectorParser Selectors = new();

    public static string? AsSelector(this Cursor cursor)
    {
        if (cursor.AsFilledText() is not { } text)
            return null;
        if (cursor.Node is ScalarNode { Lost: { } lost })
        {
            cursor.Fail(
                $"'{lost}' is a comment to YAML, so the selector ends before it; quote the whole: "
                    + $"{FormAdvice.InQuotes($"{Short(text)} {lost}")}"
            );
            return null;
        }

        if (SelectorMistake(text) is { } mistake)
        {
            cursor.Fail($"bad CSS selector '{Short(text)}': {mistake}");
            return null;
        }

        return text;
    }

    public static string? SelectorMistake(string text)
    {
        if (ForeignSelector.Advice(text) is { } foreign)
            return foreign;
        if (text.TrimStart()[0] is '>' or '+' or '~')
        {
            // AngleSharp drops a leading combinator in silence and would match far too much.
            return $"it begins with a combinator; write ':scope {text.TrimStart()}'";
        }

        if (Quoted().Replace(text, "").Contains("::", StringComparison.Ordinal))
            return "pseudo-elements such as ::before match nothing here; remove it, or read an 'attribute'";
        return Selectors.ParseSelector(text) is null ? "check brackets, quotes and pseudo-classes" : null;
    }

    public static string? AsPattern(this Cursor cursor)
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (PatternMistake(text) is { } mistake)
        {
            cursor.Fail($"bad regular expression '{Short(text)}': {mistake}");
            return null;
        }

        return text;
    }

    public static Uri? AsWebAddress(this Cursor cursor)
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Host.Length > 0
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        )
        {
            return address;
        }

        if (text.AsSpan().IndexOfAny('\u201C', '\u201D') >= 0)
        {
            cursor.Fail($"'{Short(text)}' is not a web address: it stands in typographic quotes; write plain ones: \"…\"");
            return null;
        }

        cursor.Fail(
            $"'{Short(text)}' is not a web address; write it in full, such as "
                + $"{(Uri.TryCreate("https://" + text.TrimStart('/'), UriKind.Absolute, out var meant) && meant.Host.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal) ? meant : "https://example.org/")}"
        );
        return null;
    }

    /// <summary>Text that matches a form; <paramref name="rule"/> says in words what the form is.</summary>
    public static string? AsMatch(this Cursor cursor, Regex form, string rule)
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (form.IsMatch(text))
            return text;
        cursor.Fail($"'{Short(text)}' is not valid here; {rule}");
        return null;
    }

    private static string? PatternMistake(string text)
    {
        if (text.Length == 0)
            return "it is empty; write a pattern";
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            return null;
        }
        catch (RegexParseException e)
        {
            return e.Error switch
            {
                RegexParseError.InsufficientClosingParentheses => "a ')' is missing; check the brackets",
                RegexParseError.InsufficientOpeningParentheses =>
                    "a ')' closes nothing; check the brackets, and write '\\)' for the sign itself",
                RegexParseError.UnterminatedBracket => "a '[' is not closed; check the brackets",
                _ => AtOffset().Replace(e.Message, "").TrimEnd('.'),
            };
        }
    }

    // The text stands in the message already.
    [GeneratedRegex(@"^Invalid pattern .* at offset \d+\. ", RegexOptions.Singleline)]
    private static partial Regex AtOffset();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();
}
