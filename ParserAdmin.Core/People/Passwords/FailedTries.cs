using Microsoft.Extensions.Caching.Memory;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People.Passwords;

/// <summary>
/// Wrong passwords and codes. Where strangers try they are counted by address and account together, whether there is such an account or
/// not: so nobody can lock anybody else out, or learn who has an account. Each node counts for itself, and forgets after five minutes.
/// </summary>
public sealed class FailedTries(TimeProvider clock) : IDisposable
{
    public const int Most = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _failures = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly Lock _counting = new();

    /// <summary>Whether this address has to wait before it tries this account again.</summary>
    public bool Bars(string? address, string account) => Of(address, account) is { Count: >= Most };

    /// <param name="address">Null where only the person themselves, or who knows their password, can come so far.</param>
    public void Count(string? address, string account)
    {
        lock (_counting)
        {
            var failures = new Failures((Of(address, account)?.Count ?? 0) + 1, clock.UtcMilliseconds() + Pause);
            _failures.Set(Key(address, account), failures, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Pause * 2 });
        }
    }

    public void Forget(string? address, string account) => _failures.Remove(Key(address, account));

    public void Dispose() => _failures.Dispose();

    /// <summary>Checks the present password of someone who is signed in.</summary>
    /// <returns>Why not, in words; null when it is right.</returns>
    internal async Task<string?> RefusalAsync(OpenPerson person, string password)
    {
        if (Bars(null, person.Before.Id))
            return "Too many wrong passwords. Wait five minutes, then try again.";
        if (await person.Users.CheckPasswordAsync(person.User, password))
        {
            Forget(null, person.Before.Id);
            return null;
        }

        Count(null, person.Before.Id);
        return "Your present password is another one. Nothing was changed.";
    }

    private Failures? Of(string? address, string account) =>
        _failures.TryGetValue(Key(address, account), out Failures? known) && known?.Until > clock.UtcMilliseconds() ? known : null;

    private static (string, string) Key(string? address, string account) => (address ?? "", account.ToUpperInvariant());

    private sealed record Failures(int Count, DateTime Until);
}
