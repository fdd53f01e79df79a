namespace ParserAdmin.Core.Audit;

/// <summary>How a command ended; the API answers with the number.</summary>
public enum CommandStatus
{
    Done = 200,
    Invalid = 400,
    Forbidden = 403,
    NotFound = 404,
    Conflict = 409,
    Unprocessable = 422,

    /// <summary>The emergency stop or the gate does not allow it.</summary>
    Locked = 423,

    /// <summary>A site that was asked gave no page.</summary>
    SiteFailed = 502,

    /// <summary>The storage refused.</summary>
    Unavailable = 503,
}
