namespace ParserAdmin.Core.Fetching;

/// <summary>The right to have one request under way to a host; disposing it, once or more, gives it back.</summary>
internal sealed class HostTurn(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
