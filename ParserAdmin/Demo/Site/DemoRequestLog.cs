namespace ParserAdmin.Demo.Site;

/// <summary>The last 5,000 requests, oldest first.</summary>
internal sealed class DemoRequestLog(TimeProvider clock)
{
    public const int Capacity = 5_000;

    // Both come from outside; the ring is to stay small whatever is sent.
    private const int LongestAddress = 512;
    private const int LongestAgent = 200;

    private readonly Lock _lock = new();
    private readonly Queue<DemoLogEntry> _entries = new();

    /// <summary>Records a request on its arrival; the caller adds the status when it is known.</summary>
    public DemoLogEntry Arrive(HttpRequest request)
    {
        var address = request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString.ToUriComponent();
        lock (_lock)
        {
            // Stamped inside the lock, so that the order of the entries is the order of their times.
            var entry = new DemoLogEntry(
                clock.GetUtcNow().UtcDateTime,
                request.Method,
                Cut(address, LongestAddress),
                Cut(request.Headers.UserAgent.ToString(), LongestAgent)
            );
            if (_entries.Count == Capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry);
            return entry;
        }
    }

    /// <summary>The entries that arrived at or after a time (UTC), oldest first.</summary>
    public IReadOnlyList<DemoLogEntry> Since(DateTime utc)
    {
        lock (_lock)
            return [.. _entries.Where(entry => entry.Arrived >= utc)];
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
