namespace ParserAdmin.Core.Jobs;

/// <summary>What kind of failure ended a job or a request.</summary>
public enum ErrorClass
{
    RateLimited,
    Blocked,
    AuthExpired,
    NotFound,
    LayoutChanged,
    Network,
    Timeout,
    TooLarge,
    Parse,
    Storage,
    Cancelled,
    Internal,
}
