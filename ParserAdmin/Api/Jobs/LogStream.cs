using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Api.Jobs;

/// <summary>
/// Sends log lines as server-sent events. The news of the bus only wakes it up; what it sends is read from the database after the last
/// sequence number sent. So no line can come twice, none can be missing however much news was dropped, and lines of other nodes come as
/// well.
/// </summary>
internal sealed class LogStream(EventBus bus, JobQueries jobs, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const int PageSize = 500;

    /// <summary>A comment this often keeps proxies from closing a quiet stream.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Lines of other nodes do not wake this one, so it looks at least this often.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <param name="after">The last sequence number that the client has; null for a job's first line, or, without a job, from now
    /// on.</param>
    public async Task SendAsync(JobLogFilter filter, long? after, HttpResponse response, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var news = bus.Subscribe(raised => raised is JobLogged logged && logged.Lines.Any(filter.Includes), capacity: 1);
        var last = after ?? (filter.JobId is null ? await jobs.LastLogSequenceAsync(ended.Token) : 0);

        // One place in the channel: to be woken up once is enough, however much there is to read.
        var alarms = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var sleep = clock.CreateTimer(_ => alarms.Writer.TryWrite(true), null, TimeSpan.Zero, LongestSleep);
        var listening = ListenAsync(news, alarms.Writer, ended.Token);
        try
        {
            await BeginAsync(response, ended.Token);
            var lastSent = clock.GetTimestamp();
            await foreach (var _ in alarms.Reader.ReadAllAsync(ended.Token))
            {
                var sent = await SendNewAsync(filter, last, response, ended.Token);
                if (sent == last && clock.GetElapsedTime(lastSent) < Heartbeat)
                    continue;
                if (sent == last)
                    await response.WriteAsync(": still here\n\n", ended.Token);
                (last, lastSent) = (sent, clock.GetTimestamp());
                await response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client went or the node is shutting down: the way in which every stream ends.
        }
        finally
        {
            await ended.CancelAsync();
            await listening;
        }
    }

    private static async Task BeginAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync("retry: 2000\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    /// <returns>The last sequence number sent.</returns>
    private async Task<long> SendNewAsync(JobLogFilter filter, long last, HttpResponse response, CancellationToken cancellationToken)
    {
        while (true)
        {
            var lines = await jobs.LogAsync(filter, last, PageSize, cancellationToken);
            foreach (var line in lines)
            {
                var json = JsonSerializer.Serialize(LogLineResponse.Of(line), ApiJson.Writing);
                await response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"id: {line.Sequence}\ndata: {json}\n\n"),
                    cancellationToken
                );
                last = line.Sequence;
            }

            if (lines.Count < PageSize)
                return last;
        }
    }

    private static async Task ListenAsync(EventSubscription news, ChannelWriter<bool> alarms, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in news.ReadBatchesAsync(cancellationToken))
                alarms.TryWrite(true);
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }
}
