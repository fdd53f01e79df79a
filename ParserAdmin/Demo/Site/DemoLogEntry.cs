namespace ParserAdmin.Demo.Site;

/// <summary>One request to a page of the demo site.</summary>
internal sealed class DemoLogEntry(DateTime arrived, string method, string address, string userAgent)
{
    /// <summary>UTC, taken when the request arrived, before any work on it.</summary>
    public DateTime Arrived { get; } = arrived;

    public string Method { get; } = method;

    /// <summary>Path and query.</summary>
    public string Address { get; } = address;

    public string UserAgent { get; } = userAgent;

    /// <summary>The answer's status; 0 until the answer began, and for good when the caller left before that.</summary>
    public int Status { get; set; }
}
