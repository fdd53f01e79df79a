namespace ParserAdmin.Core.Data.Health;

/// <summary>What is wrong with the database, as far as its answer tells.</summary>
public enum DatabaseFault
{
    /// <summary>No answer, or none in time.</summary>
    Away,

    /// <summary>The server is there, the database is not.</summary>
    Missing,

    /// <summary>The user or the password is wrong.</summary>
    SignInRefused,

    /// <summary>The user may not do what the program needs.</summary>
    NoRight,

    OutOfConnections,

    ReadOnly,

    Full,

    Damaged,

    /// <summary>The row of the settings is gone: deleted, or never put back.</summary>
    NoSettings,

    /// <summary>Locked by another for longer than anyone waits.</summary>
    Busy,

    /// <summary>It refused for another reason; its own words tell.</summary>
    Refused,
}
