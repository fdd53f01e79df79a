using System.Security.Cryptography;

namespace ParserAdmin.Core.People.SecondFactor;

/// <summary>Codes that stand in for a lost phone, each once. Only hashes are stored; they are random, so a slow one adds nothing.</summary>
internal static class RecoveryCodes
{
    private const int Count = 10;

    // Without what looks alike.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => $"{Part()}-{Part()}-{Part()}")];

    public static string Hashes(IEnumerable<string> codes) => string.Join(' ', codes.Select(HashOf));

    /// <summary>The hashes without that of the code, or null if it is none of them.</summary>
    public static string? Without(string? hashes, string code)
    {
        var left = (hashes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var used = HashOf(code);
        return left.Contains(used) ? string.Join(' ', left.Where(hash => hash != used)) : null;
    }

    private static string HashOf(string code) =>
        RandomToken.HashOf(new string([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]));

    private static string Part() => RandomNumberGenerator.GetString(Letters, 4);
}
