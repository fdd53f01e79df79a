using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// One person who looks at a job's page: what their browser answers to the page's scripts, and how far behind they are, which the log lines
/// in each render batch say.
/// </summary>
internal sealed class Watcher : ICircuitPage, IAsyncDisposable
{
    /// <summary>
    /// How far behind somebody is is asked for each such moment, whether anything came or not: who waits long counts as often as they wait.
    /// </summary>
    private const int MillisecondsBetweenLooks = 50;

    private readonly SignedInBrowser _browser;
    private readonly Dictionary<long, string> _scripts = [];
    private readonly Lock _lock = new();
    private readonly List<double> _behind = [];
    private readonly List<double> _arrived = [];
    private Circuit _circuit = null!;
    private double _newest;
    private double _nextLook = double.MaxValue;
    private long _batches;
    private long _bytes;
    private long _references;
    private long _stopButton;
    private volatile TaskCompletionSource<long>? _stop;

    private Watcher(SignedInBrowser browser) => _browser = browser;

    /// <summary>When the newest line that this person has seen was written, as <see cref="Now"/>.</summary>
    public double Newest
    {
        get
        {
            lock (_lock)
                return _newest;
        }
    }

    /// <summary>Milliseconds since 1970, as the lines have them.</summary>
    public static double Now => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    /// <summary>
    /// The banner's word as it stands among a batch's texts, each with its length before it: the tab's title is another text.
    /// </summary>
    private static ReadOnlySpan<byte> Stopping => "\u0008STOPPING"u8;

    private static ReadOnlySpan<byte> Stopped => "\u0007STOPPED"u8;

    /// <param name="number">Which one of all, from 1.</param>
    public static async Task<Watcher> OpenAsync(Uri portal, int number, string path)
    {
        var watcher = new Watcher(await SignedInBrowser.SignInAsync(portal, number));
        var page = LivePage.Read(new Uri(portal, path), await watcher._browser.GetAsync(path));
        watcher._circuit = await Circuit.StartAsync(watcher._browser, page, watcher);
        return watcher;
    }

    /// <summary>Begins to measure, from nothing.</summary>
    public void Measure()
    {
        lock (_lock)
        {
            _behind.Clear();
            _arrived.Clear();
            (_batches, _bytes, _nextLook) = (0, 0, Now);
        }
    }

    /// <summary>Ends measuring.</summary>
    public WatcherFigures Read()
    {
        lock (_lock)
        {
            LookUntil(Now);
            _nextLook = double.MaxValue;
            return new WatcherFigures([.. _behind], [.. _arrived], _batches, _bytes, _browser.IsCompressed);
        }
    }

    public void GoTo(string path) => _circuit.GoTo(new Uri(_browser.Portal, path));

    /// <summary>Presses STOP, as the page's script does.</summary>
    public void Stop() => _circuit.Call(_stopButton, "StopAsync", "[]");

    /// <summary>Completes, with the time stamp, when a batch brings the banner's word.</summary>
    public Task<long> StopSeenAsync()
    {
        var stop = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _stop = stop;
        return stop.Task;
    }

    /// <summary>Throws if the circuit was lost or refused a call.</summary>
    public async Task DemandAliveAsync()
    {
        if (_circuit.Lost.IsCompleted)
            await _circuit.Lost;
        if (_circuit.Refused is { } refused)
            throw new InvalidOperationException($"A call from the page was refused: {refused}");
    }

    public void Drawn(ReadOnlySpan<byte> batch)
    {
        var (now, stamp) = (Now, Stopwatch.GetTimestamp());
        if (_stop is { } stop && (batch.IndexOf(Stopping) >= 0 || batch.IndexOf(Stopped) >= 0))
        {
            _stop = null;
            stop.TrySetResult(stamp);
        }

        var newest = NewestIn(batch);
        lock (_lock)
        {
            (_batches, _bytes) = (_batches + 1, _bytes + batch.Length);
            if (newest <= _newest)
                return;
            LookUntil(now);
            _newest = newest;
            _arrived.Add(now - newest);
        }
    }

    public string Called(Circuit circuit, ScriptCall call)
    {
        switch (call.Function)
        {
            case "import":
                using (var arguments = JsonDocument.Parse(call.Arguments))
                    _scripts[++_references] = arguments.RootElement[0].GetString()!;
                return Reference(_references);

            // The script says once that it follows, and how many lines of the log are seen: as many as in a window of 1,080 pixels.
            case "watch" when IsOf("log-view.js"):
                circuit.Call(ObjectIn(call, 1), "OnScrolledAsync", "[0,32,true]");
                return "null";
            case "connect" when IsOf("stop.js"):
                _stopButton = ObjectIn(call, 0);
                return "null";
            case "zone":
                return "\"Europe/Berlin\"";
            case "mudResizeListener.getBrowserWindowSize":
                return """{"width":1920,"height":1080}""";
            case "mudResizeListener.matchMedia" or "mudThemeProvider.isDarkMode":
                return "false";
            case "mudpopoverHelper.countProviders":
                return "1";
            default:
                return call.WantsReference ? Reference(++_references) : "null";
        }

        bool IsOf(string script) => _scripts.TryGetValue(call.On, out var file) && file.EndsWith(script, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.DisposeAsync();
        _browser.Dispose();
    }

    private void LookUntil(double now)
    {
        for (; _nextLook < now; _nextLook += MillisecondsBetweenLooks)
            _behind.Add(_nextLook - _newest);
    }

    private static double NewestIn(ReadOnlySpan<byte> batch)
    {
        var newest = 0L;
        for (int at; (at = batch.IndexOf(LineWriter.Mark)) >= 0; )
        {
            batch = batch[(at + LineWriter.Mark.Length)..];
            if (Utf8Parser.TryParse(batch, out long written, out _))
                newest = Math.Max(newest, written);
        }

        return newest;
    }

    private static string Reference(long id) => string.Create(CultureInfo.InvariantCulture, $$"""{"__jsObjectId":{{id}}}""");

    /// <summary>The object of .NET that a script was given as this argument.</summary>
    private static long ObjectIn(ScriptCall call, int argument)
    {
        using var arguments = JsonDocument.Parse(call.Arguments);
        return arguments.RootElement[argument].GetProperty("__dotNetObject").GetInt64();
    }
}

/// <summary>What one watcher saw.</summary>
/// <param name="Behind">At each look: for how long the newest line that was seen had been written, ms.</param>
/// <param name="Arrived">Of each batch with new lines: the same of its newest line when it came.</param>
/// <param name="Bytes">Of all batches, as they are before they are compressed.</param>
internal sealed record WatcherFigures(
    IReadOnlyList<double> Behind,
    IReadOnlyList<double> Arrived,
    long Batches,
    long Bytes,
    bool IsCompressed
);
