namespace ParserAdmin.Demo.Site;

/// <summary>
/// Decides which catalogue and title requests are told to come back later: every 150th, but never twice in a row for the same address.
/// </summary>
internal sealed class DemoThrottle
{
    private const int Every = 150;

    private readonly Lock _lock = new();
    private long _count;
    private string? _refused;

    /// <summary>Counts a request; true when it is to be answered with 429.</summary>
    public bool Refuses(string address)
    {
        lock (_lock)
        {
            var due = ++_count % Every == 0 && address != _refused;
            if (due)
                _refused = address;
            else if (address == _refused)
                _refused = null;
            return due;
        }
    }
}
