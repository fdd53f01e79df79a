namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>The session of a source; a row of <c>source_sessions</c>.</summary>
public sealed class StoredSession
{
    public string SourceId { get; set; } = "";

    /// <summary>Of the login that made it: a session of other credentials is not used.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Encrypted.</summary>
    public string Cookies { get; set; } = "";

    public DateTime UpdatedAt { get; set; }
}
