using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Data.Keys;

/// <summary>
/// The data protection keys as this process knows them. ASP.NET Core's own provider looks for keys of other nodes once a day (and in its
/// first two minutes), and fails a request now and then while it cannot look. Here whoever brings something of an unknown key has them read
/// again, and keys that are known stay good whatever the database does.
/// </summary>
/// <param name="reader">Makes ASP.NET Core's provider, which has read nothing yet.</param>
internal sealed class KnownKeys(Func<IKeyRingProvider> reader, TimeProvider clock, ILogger<KnownKeys> logger) : IKeyRingProvider
{
    /// <summary>How long a look that failed, or did not find its key, is not repeated: an old cookie comes with every picture of a
    /// page.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>A look takes milliseconds. Whoever does not get their turn in this time meets a database that hangs.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly Lock _looking = new();
    private volatile IKeyRingProvider? _reader;
    private volatile Ring? _known;

    // Of the last look, under the lock.
    private long? _lookedAt;
    private Guid? _missing;
    private Exception? _failure;

    /// <exception cref="KeysUnreadException">They were never read, and cannot be now.</exception>
    public IKeyRing GetCurrentKeyRing()
    {
        try
        {
            return Remember((_reader ??= reader()).GetCurrentKeyRing());
        }
        catch (Exception failed) when (_known is { } known)
        {
            Tell(failed);
            return known;
        }
        catch (Exception failed)
        {
            throw new KeysUnreadException(failed);
        }
    }

    private Ring Remember(IKeyRing keys) => _known is { } known && known.Keys == keys ? known : _known = new Ring(this, keys);

    private IAuthenticatedEncryptor? LookFor(Guid id, out bool isRevoked)
    {
        isRevoked = false;
        var asked = clock.GetTimestamp();
        if (!_looking.TryEnter(Turn))
            return null;
        try
        {
            // Who stood in line takes what the one before found.
            if (!(_lookedAt > asked) && !Rests(id))
                Look(id);
            return _failure is null
                ? _known!.Keys.GetAuthenticatedEncryptorByKeyId(id, out isRevoked)
                : throw new KeysUnreadException(_failure);
        }
        finally
        {
            _looking.Exit();
        }
    }

    private bool Rests(Guid id) => (_failure is not null || _missing == id) && _lookedAt is { } last && clock.GetElapsedTime(last) < Rest;

    private void Look(Guid id)
    {
        _lookedAt = clock.GetTimestamp();
        (_failure, _missing) = (null, null);
        try
        {
            var fresh = reader();
            var known = Remember(fresh.GetCurrentKeyRing());
            _reader = fresh;
            if (known.Keys.GetAuthenticatedEncryptorByKeyId(id, out _) is null)
                _missing = id;
        }
        catch (Exception failed)
        {
            _failure = failed;
            Tell(failed);
        }
    }

    /// <summary>An outage is told by the one who watches the database.</summary>
    private void Tell(Exception failed)
    {
        if (!StorageFaults.IsOutage(failed))
            logger.LogError("The data protection keys cannot be read again, and those that are known stay in use: {Why}", failed.Message);
    }

    /// <summary>The keys of one reading, and the way to those that were made since.</summary>
    private sealed class Ring(KnownKeys owner, IKeyRing keys) : IKeyRing
    {
        public IKeyRing Keys => keys;

        public IAuthenticatedEncryptor? DefaultAuthenticatedEncryptor => keys.DefaultAuthenticatedEncryptor;

        public Guid DefaultKeyId => keys.DefaultKeyId;

        public IAuthenticatedEncryptor? GetAuthenticatedEncryptorByKeyId(Guid keyId, out bool isRevoked) =>
            keys.GetAuthenticatedEncryptorByKeyId(keyId, out isRevoked) ?? owner.LookFor(keyId, out isRevoked);
    }
}
