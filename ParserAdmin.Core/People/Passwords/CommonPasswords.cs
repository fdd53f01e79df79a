using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace ParserAdmin.Core.People.Passwords;

/// <summary>
/// Refuses what is guessed first: one or two of the usual words (<c>common-passwords.txt</c>) with digits and signs around them or in
/// place of letters, runs on the keyboard, few different characters, digits alone, one's own address.
/// </summary>
public sealed class CommonPasswords : IPasswordValidator<IdentityUser>
{
    private const string Refusal =
        "This password is among the first that are guessed. Choose one that only you could think of, such as four words that do not "
        + "belong together.";

    private static readonly string[] Rows =
    [
        "0123456789012345678901234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop[]",
        "qwertzuiop",
        "azertyuiop",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
        "!@#$%^&*()_+",
    ];

    private static readonly FrozenSet<string> Steps = Rows.SelectMany(StepsOf).ToFrozenSet();
    private static readonly Lazy<FrozenSet<string>> Words = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<IdentityUser> manager, IdentityUser user, string? password) =>
        Task.FromResult(
            IsCommon(password ?? "", user.Email)
                ? IdentityResult.Failed(new IdentityError { Code = nameof(CommonPasswords), Description = Refusal })
                : IdentityResult.Success
        );

    internal static bool IsCommon(string password, string? email)
    {
        var plain = password.Trim().ToLowerInvariant();
        return plain.Distinct().Count() <= 4
            || !plain.Any(char.IsLetter)
            || IsRun(plain)
            || IsOwn(plain, email)
            || Cores(plain).Any(core => IsWord(core, email));
    }

    /// <summary>What stands between digits and signs, with those that stand for letters read as such, at the ends or not.</summary>
    private static IEnumerable<string> Cores(string plain)
    {
        var bare = plain.Trim([.. plain.Where(character => !char.IsLetter(character)).Distinct()]);
        yield return bare;
        yield return Spelled(bare);
        var spelled = Spelled(plain);
        yield return spelled.Trim([.. spelled.Where(character => !char.IsLetter(character)).Distinct()]);
        yield return Spelled(plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '?', '.', '*', '#', '-', '_', ' '));
    }

    private static string Spelled(string text) =>
        new([
            .. text.Select(character =>
                character switch
                {
                    '0' => 'o',
                    '1' or '!' or '|' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => character,
                }
            ),
        ]);

    private static bool IsWord(string core, string? email)
    {
        if (core.Length == 0 || Words.Value.Contains(core))
            return true;
        if (email is not null && core == email.Split('@')[0].ToLowerInvariant())
            return true;
        for (var cut = 2; cut < core.Length - 1; cut++)
        {
            var (first, second) = (core[..cut], core[cut..].TrimStart('-', '_', '.', ' '));
            if (Words.Value.Contains(first) && (Words.Value.Contains(second) || IsRepeated(core, first)))
                return true;
        }

        return false;
    }

    private static bool IsRepeated(string core, string word) => core.Replace(word, "", StringComparison.Ordinal).Length == 0;

    private static bool IsOwn(string plain, string? email) =>
        email is { Length: > 0 } && plain.Contains(email.ToLowerInvariant(), StringComparison.Ordinal);

    /// <summary>Whether four of five steps from character to character are steps on the keyboard, or none.</summary>
    private static bool IsRun(string plain)
    {
        var steps = Enumerable.Range(0, plain.Length - 1).Count(at => plain[at] == plain[at + 1] || Steps.Contains(plain.Substring(at, 2)));
        return steps * 5 >= (plain.Length - 1) * 4;
    }

    private static IEnumerable<string> StepsOf(string row) =>
        Enumerable.Range(0, row.Length - 1).SelectMany(at => new[] { row.Substring(at, 2), new string([row[at + 1], row[at]]) });

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
    }
}
