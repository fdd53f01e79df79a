using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Someone named in a feed; at least one of the three is there.</summary>
internal sealed partial record FeedPerson(string? Name, string? Email, string? Uri)
{
    /// <summary>The name, else the next best.</summary>
    public string Display => Name ?? Email ?? Uri ?? "";

    /// <summary>Takes apart "jane@example.org (Jane Doe)", "Jane Doe (jane@example.org)" and "Jane Doe &lt;jane@example.org&gt;".</summary>
    public static FeedPerson Parse(string text)
    {
        var match = Address().Match(text);
        if (!match.Success)
            return new FeedPerson(text, null, null);
        var rest = (text[..match.Index] + text[(match.Index + match.Length)..])
            .Replace("mailto:", "", StringComparison.OrdinalIgnoreCase)
            .Trim(' ', '(', ')', '<', '>', ',', '-');
        return new FeedPerson(rest.Length == 0 ? null : rest, match.Value, null);
    }

    [GeneratedRegex(@"[\w.+-]{1,100}@[\w-]{1,100}(\.[\w-]{1,100}){1,5}")]
    private static partial Regex Address();
}
