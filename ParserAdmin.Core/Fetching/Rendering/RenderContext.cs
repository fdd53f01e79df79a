using System.Collections.Concurrent;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// One page being rendered: whose it is, what it has cost, and whether it may go on. Everything that the page asks for happens in its name.
/// </summary>
internal sealed class RenderContext : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FetchContext _context;
    private readonly BrowserOptions _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentDictionary<string, FetchException> _faults = new(StringComparer.Ordinal);
    private FetchedPage? _document;
    private Exception? _failure;
    private int _allowed;
    private int _underway;
    private long _loaded;
    private long _lastMove;

    /// <param name="document">The page's document, fetched already: given to the browser the first time that it navigates.</param>
    public RenderContext(FetchContext context, FetchedPage document, PageRendering rendering, BrowserOptions limits, TimeProvider time)
    {
        (_context, _document, _limits, _time, Rendering) = (context, document, limits, time, rendering);
        _end = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        _lastMove = time.GetTimestamp();
        Ended = _end.Token;
    }

    public PageRendering Rendering { get; }

    public FetchRequest Request => _context.Request;

    /// <summary>Cancelled when the run stops, when a limit is passed, and when the page is done.</summary>
    public CancellationToken Ended { get; }

    /// <summary>What ended the page too early.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    public int Requests { get; private set; }

    public long BytesReceived { get; private set; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    public FetchedPage? TakeDocument() => Interlocked.Exchange(ref _document, null);

    /// <summary>One request's own view of the rendering: counts are taken apart, because they come from many at once.</summary>
    public FetchContext Fork() => new(_context.Run, _context.Request, _context.Observers, Ended);

    /// <exception cref="FetchException">TooLarge: the page has asked for too much.</exception>
    public void DemandRequest(Uri address)
    {
        if (Interlocked.Increment(ref _allowed) > _limits.RequestsPerPage)
        {
            throw new FetchException(
                ErrorClass.TooLarge,
                $"The page {Request.Address} made more than {_limits.RequestsPerPage:#,0} requests "
                    + $"({BrowserOptions.Section}:RequestsPerPage).",
                address
            );
        }
    }

    /// <exception cref="FetchException">TooLarge: the page has loaded too much.</exception>
    public void DemandBytes(Uri address, int read)
    {
        if (Interlocked.Add(ref _loaded, read) > _limits.MegabytesPerPage * 1024L * 1024)
        {
            throw new FetchException(
                ErrorClass.TooLarge,
                $"The page {Request.Address} loaded more than {_limits.MegabytesPerPage:#,0} MiB "
                    + $"({BrowserOptions.Section}:MegabytesPerPage).",
                address
            );
        }
    }

    public void Count(FetchTally tally)
    {
        lock (_lock)
        {
            Requests += tally.Requests;
            BytesReceived += tally.BytesReceived;
        }
    }

    /// <summary>Ends the page; the first reason stays.</summary>
    public void Fail(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _failure, reason, null) is null && !Ended.IsCancellationRequested)
            _ = _end.CancelAsync();
    }

    /// <summary>Why an address could not be had, in case it turns out to be what the page went on to.</summary>
    /// <returns>Whether it is the first of its host.</returns>
    public bool Note(Uri address, FetchException fault) =>
        _faults.TryAdd(address.AbsoluteUri, fault) & _faults.TryAdd(HostGovernor.NameOf(address), fault);

    public FetchException? FaultOf(Uri address) => _faults.GetValueOrDefault(address.AbsoluteUri);

    public FetchException? AnyFault() => _faults.Values.FirstOrDefault();

    public void Enter()
    {
        Interlocked.Increment(ref _underway);
        Volatile.Write(ref _lastMove, _time.GetTimestamp());
    }

    public void Leave()
    {
        Volatile.Write(ref _lastMove, _time.GetTimestamp());
        Interlocked.Decrement(ref _underway);
    }

    /// <summary>Whether the page has waited for nothing from outside for so long.</summary>
    public bool IsQuiet(TimeSpan duration) =>
        Volatile.Read(ref _underway) == 0 && _time.GetElapsedTime(Volatile.Read(ref _lastMove)) >= duration;
}
