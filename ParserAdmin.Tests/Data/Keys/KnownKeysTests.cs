using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Keys;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Data.Keys;

/// <summary>What a node knows of the keys, while others make some and the database comes and goes.</summary>
public sealed class KnownKeysTests : IDisposable
{
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();

    private readonly Store _store = new() { Keys = [First] };
    private readonly ManualTimeProvider _clock = new();
    private readonly Complaints _complaints = new();
    private readonly ILoggerFactory _loggers;
    private readonly KnownKeys _keys;

    public KnownKeysTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_complaints));
        _keys = new KnownKeys(() => new Reader(_store), _clock, _loggers.CreateLogger<KnownKeys>());
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _complaints.Dispose();
    }

    [Fact]
    public void Key_MadeByAnotherNodeSince_IsFoundAtTheFirstLook()
    {
        Assert.True(Knows(First));
        _store.Keys = [First, Second];

        Assert.True(Knows(Second));
        Assert.Equal(2, _store.Readings);
        Assert.True(Knows(First) && Knows(Second));
        Assert.Equal(2, _store.Readings);
    }

    [Fact]
    public void Key_RightAfterALookForOneThatIsNowhere_IsFoundAllTheSame()
    {
        Assert.False(Knows(Guid.NewGuid()));
        _store.Keys = [First, Second];

        Assert.True(Knows(Second));
    }

    [Fact]
    public void Key_ThatIsNowhere_IsLookedForOnceInAWhile()
    {
        var old = Guid.NewGuid();
        for (var picture = 0; picture < 30; picture++)
            Assert.False(Knows(old));
        Assert.Equal(2, _store.Readings);

        _clock.Advance(KnownKeys.Rest);
        Assert.False(Knows(old));
        Assert.Equal(3, _store.Readings);
    }

    [Fact]
    public void DatabaseAway_KeysThatAreKnown_StayGood()
    {
        Assert.True(Knows(First));
        (_store.Failure, _store.IsStale) = (new TimeoutException("The database does not answer"), true);

        for (var request = 0; request < 5; request++)
            Assert.True(Knows(First));
        Assert.Empty(_complaints.Lines);
    }

    /// <summary>Nobody can say that it is unknown; the caller gets an outage, and the database is not asked by every request.</summary>
    [Fact]
    public void DatabaseAway_KeyThatIsNotKnown_IsAnOutageAndRests()
    {
        Assert.True(Knows(First));
        _store.Failure = new TimeoutException("The database does not answer");

        for (var request = 0; request < 5; request++)
            Assert.True(StorageFaults.IsOutage(Assert.Throws<KeysUnreadException>(() => Knows(Second))));
        Assert.Equal(2, _store.Readings);
        Assert.True(Knows(First));

        (_store.Failure, _store.Keys) = (null, [First, Second]);
        _clock.Advance(KnownKeys.Rest);
        Assert.True(Knows(Second));
    }

    [Fact]
    public void Keys_NeverReadAndDatabaseAway_AreAnOutage_UntilItIsBack()
    {
        _store.Failure = new TimeoutException("The database does not answer");
        Assert.True(StorageFaults.IsOutage(Assert.Throws<KeysUnreadException>(() => Knows(First))));

        _store.Failure = null;
        Assert.True(Knows(First));
    }

    [Fact]
    public void Keys_ThatCannotBeOpened_AreToldAndThoseKnownStay()
    {
        Assert.True(Knows(First));
        (_store.Failure, _store.IsStale) = (new InvalidOperationException("ParserAdmin:DataProtection:Secret is not the one"), true);

        Assert.True(Knows(First));
        Assert.Contains("ParserAdmin:DataProtection:Secret is not the one", Assert.Single(_complaints.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatManyRequestsBringAtOnce_IsFoundByEach()
    {
        Assert.True(Knows(First));
        _store.Keys = [First, Second];

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Knows(Second)))), Assert.True);
    }

    private bool Knows(Guid id) => _keys.GetCurrentKeyRing().GetAuthenticatedEncryptorByKeyId(id, out _) is not null;

    /// <summary>What is in the database.</summary>
    private sealed class Store
    {
        private int _readings;

        public Guid[] Keys { get; set; } = [];

        public Exception? Failure { get; set; }

        /// <summary>Whether those who have read read again, as ASP.NET Core's provider does after a day.</summary>
        public bool IsStale { get; set; }

        public int Readings => _readings;

        public IKeyRing Read()
        {
            Interlocked.Increment(ref _readings);
            return Failure is null ? new Ring(Keys) : throw Failure;
        }
    }

    private sealed class Reader(Store store) : IKeyRingProvider
    {
        private IKeyRing? _read;

        public IKeyRing GetCurrentKeyRing() => store.IsStale || _read is null ? _read = store.Read() : _read;
    }

    private sealed class Ring(Guid[] keys) : IKeyRing
    {
        public IAuthenticatedEncryptor? DefaultAuthenticatedEncryptor => new Encryptor();

        public Guid DefaultKeyId => keys[0];

        public IAuthenticatedEncryptor? GetAuthenticatedEncryptorByKeyId(Guid keyId, out bool isRevoked)
        {
            isRevoked = false;
            return keys.Contains(keyId) ? new Encryptor() : null;
        }
    }

    private sealed class Encryptor : IAuthenticatedEncryptor
    {
        public byte[] Decrypt(ArraySegment<byte> ciphertext, ArraySegment<byte> additionalAuthenticatedData) => [.. ciphertext];

        public byte[] Encrypt(ArraySegment<byte> plaintext, ArraySegment<byte> additionalAuthenticatedData) => [.. plaintext];
    }
}
