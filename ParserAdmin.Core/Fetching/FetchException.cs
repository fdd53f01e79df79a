using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching;

/// <summary>A page could not be had. The message is written for people.</summary>
public sealed class FetchException(
    ErrorClass errorClass,
    string message,
    Uri address,
    int? status = null,
    TimeSpan? retryAfter = null,
    Exception? innerException = null
) : Exception(message, innerException)
{
    public ErrorClass Class { get; } = errorClass;

    /// <summary>The address that failed: after a redirect, not the one asked for.</summary>
    public Uri Address { get; } = address;

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? Status { get; } = status;

    /// <summary>How long the server, or the host's cooling, wants us to stay away.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Requests sent until it was given up.</summary>
    public int Requests { get; internal set; }

    /// <summary>Body bytes received until it was given up.</summary>
    public long BytesReceived { get; internal set; }
}
