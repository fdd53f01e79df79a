using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>
/// Recognises the same mistake: SHA-256 over task, source, class and the message without what differs from one time to the next.
/// </summary>
public static partial class ErrorFingerprint
{
    private const int Longest = 2_000;

    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Of(string task, string sourceId, ErrorClass errorClass, string message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{task}\n{sourceId}\n{errorClass}\n{Normalise(message)}")));

    /// <summary>Addresses, ids, times and numbers are replaced by what they are.</summary>
    public static string Normalise(string message)
    {
        var text = message.Length <= Longest ? message : message[..Longest];
        text = Address().Replace(text, "<url>");
        text = Uuid().Replace(text, "<id>");
        text = Time().Replace(text, "<time>");
        text = Hexadecimal().Replace(text, "<id>");
        text = Digits().Replace(text, "#");
        return Space().Replace(text, " ").Trim().ToLowerInvariant();
    }

    [GeneratedRegex(@"https?://[^\s""'<>]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(
        @"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?Z?)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9a-f]*[0-9][0-9a-f]{7,}\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"[0-9]+(?:[.,][0-9]+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
