namespace ParserAdmin.Core.Jobs;

/// <summary>What kind of failure ended a job or a request. Stored by name; decides whether a retry can help.</summary>
public enum ErrorClass
{
    /// <summary>The server asked for fewer requests (429, or another refusal with Retry-After).</summary>
    RateLimited,

    /// <summary>The server, or our own address check, refuses this request for good.</summary>
    Blocked,

    /// <summary>A login is missing or has run out (401, 407).</summary>
    AuthExpired,

    /// <summary>The page is not there (404, 410).</summary>
    NotFound,

    /// <summary>The page no longer looks as its definition says.</summary>
    LayoutChanged,

    /// <summary>The connection failed, or the server has a fault of its own (5xx).</summary>
    Network,

    /// <summary>The answer was not complete in time.</summary>
    Timeout,

    /// <summary>The answer is larger than the limit.</summary>
    TooLarge,

    /// <summary>The answer cannot be read as what it claims to be.</summary>
    Parse,

    /// <summary>The database refused to read or write.</summary>
    Storage,

    /// <summary>A person, the gate or a shutdown ended it.</summary>
    Cancelled,

    /// <summary>A fault in this program.</summary>
    Internal,
}
