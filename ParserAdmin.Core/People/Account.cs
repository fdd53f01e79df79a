namespace ParserAdmin.Core.People;

/// <summary>What is kept of a person beside Identity's own row; a row of <c>accounts</c>.</summary>
public sealed class Account
{
    private Account() { }

    /// <summary>Of <c>users</c>.</summary>
    public string UserId { get; private set; } = "";

    public DateTime? LastSignInAt { get; internal set; }

    /// <summary>SHA-256 of the token in the link by which the person chooses a password, 64 hex digits; null where none is out.</summary>
    public string? LinkHash { get; private set; }

    public DateTime? LinkExpiresAt { get; private set; }

    /// <summary>The secret of the second factor, encrypted; null without one.</summary>
    public string? FactorSecret { get; private set; }

    /// <summary>The number of the 30 seconds whose code was taken last: none is taken twice.</summary>
    public long FactorStep { get; private set; }

    /// <summary>SHA-256 of each recovery code that is left, with spaces between.</summary>
    public string? RecoveryHashes { get; private set; }

    internal static Account Create(string userId) => new() { UserId = userId };

    /// <summary>An older link is worthless from here on.</summary>
    internal void GiveLink(string token, DateTime expiresAt) => (LinkHash, LinkExpiresAt) = (RandomToken.HashOf(token), expiresAt);

    internal void SpendLink() => (LinkHash, LinkExpiresAt) = (null, null);

    internal void SetFactor(string closedSecret, long step, string recoveryHashes) =>
        (FactorSecret, FactorStep, RecoveryHashes) = (closedSecret, step, recoveryHashes);

    internal void SetRecovery(string hashes) => RecoveryHashes = hashes;

    internal void ClearFactor() => (FactorSecret, FactorStep, RecoveryHashes) = (null, 0, null);
}
