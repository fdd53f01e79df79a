using System.Net;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Makes one request of a fetch: lease, gate, send, read, and every failure under its name.</summary>
internal sealed class HopSender(ConnectionPoint connection, HostGovernor governor, IOptions<FetchingOptions> options, TimeProvider time)
{
    // Shorter waits are the ordinary rhythm of a crawl and would only fill the log.
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);

    public async Task<HopAnswer> SendAsync(FetchContext context, Hop hop)
    {
        var clock = new RequestClock(context, hop.Address, time);
        try
        {
            return await SendOnceAsync(context, hop, clock);
        }
        catch (Exception unreadable) when (StorageFaults.IsOutage(unreadable))
        {
            // Where the hosts' clocks cannot be read the settings cannot either, and then the gate's answer is the one that counts.
            await context.Run.DemandAsync(GateAction.Request, context.Stop);
            throw;
        }
        finally
        {
            clock.End();
        }
    }

    private async Task<HopAnswer> SendOnceAsync(FetchContext context, Hop hop, RequestClock clock)
    {
        var address = hop.Address;
        var politeness = context.Request.Politeness;
        DemandAddress(address);
        using var message = RequestBuilder.Build(context.Request, hop, options.Value.FullUserAgent);
        using var lease = await governor.EnterAsync(
            address,
            politeness,
            hop.CrawlDelay,
            wait => Report(context, address, wait),
            context.Stop
        );
        using var late = new CancellationTokenSource(politeness.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(context.Stop, late.Token);
        try
        {
            var started = time.GetTimestamp();
            using var exchange = await connection.SendAsync(context.Run, message, context.Tally, both.Token);
            var response = exchange.Response;
            clock.Answer((int)response.StatusCode);
            await lease.AnsweredAsync((int)response.StatusCode, context.Tally.SentAt, both.Token);
            if (hop.AtHome)
                context.Request.Session?.Take(response, address);
            context.Report(FetchEventKind.Answered, address, $"{(int)response.StatusCode}", status: (int)response.StatusCode);
            return Redirects.TargetOf(response, address) is { } next
                ? new(null, next, KeepsMethod: (int)response.StatusCode is 307 or 308)
                : new(await ReadAsync(context, address, response, started, both.Token), null);
        }
        catch (Exception error) when (error is not (GateRefusedException or FetchException) && context.Stop.IsCancellationRequested)
        {
            // A connection torn down by the stop reports itself in many ways; it is a stop all the same.
            throw new OperationCanceledException("The run was stopped during a request.", error, context.Stop);
        }
        catch (AddressRefusedException error)
        {
            throw FetchFaults.OfRefusal(address, error);
        }
        catch (OperationCanceledException error) when (error is not GateRefusedException)
        {
            lease.TimedOut();
            throw FetchFaults.OfTimeout(address, politeness.Timeout, error);
        }
        catch (InvalidDataException error)
        {
            throw FetchFaults.OfCompression(address, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw FetchFaults.OfConnection(address, error);
        }
    }

    private void DemandAddress(Uri address)
    {
        try
        {
            connection.Demand(address);
        }
        catch (AddressRefusedException error)
        {
            throw FetchFaults.OfRefusal(address, error);
        }
    }

    private async Task<FetchedPage> ReadAsync(
        FetchContext context,
        Uri address,
        HttpResponseMessage response,
        long started,
        CancellationToken cancellationToken
    )
    {
        var status = (int)response.StatusCode;
        var notModified = response.StatusCode == HttpStatusCode.NotModified && context.Request.IsConditional;
        if (!response.IsSuccessStatusCode && !notModified)
            throw await FaultAsync(context, address, response, status, cancellationToken);
        var body = notModified
            ? ReadOnlyMemory<byte>.Empty
            : await BodyReader.ReadAsync(
                response,
                address,
                Math.Min(options.Value.MaxBodyBytes, context.Request.MostBytes ?? int.MaxValue),
                context.Request.CutAfter,
                context.Tally,
                cancellationToken
            );
        return new(
            address,
            status,
            RawHeader.Of(response.Content.Headers, "Content-Type"),
            body,
            RawHeader.ToSendBack(response.Headers, "ETag"),
            response.Content.Headers.LastModified,
            notModified,
            time.GetElapsedTime(started),
            context.Tally.BytesReceived,
            context.Tally.Requests
        )
        {
            NoStore = RawHeader.Of(response.Headers, "Cache-Control")?.Contains("no-store", StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private async Task<FetchException> FaultAsync(
        FetchContext context,
        Uri address,
        HttpResponseMessage response,
        int status,
        CancellationToken cancellationToken
    )
    {
        var cooling = RetryAfter.CoolingOf(response, time.GetUtcNow());
        var away = cooling is { IsAsked: true } asked ? asked.For : (TimeSpan?)null;
        var says = RefusalText.IsWanted(status)
            ? await RefusalText.ReadAsync(response, address, context.Request.Secrets, context.Tally, cancellationToken)
            : null;
        var fault = FetchFaults.OfStatus(address, status, away, response.RequestMessage?.Method == HttpMethod.Post, says);
        // Cooled before this request ends, so that nobody who waits for it slips through.
        if (cooling is { } kept)
            await governor.CoolAsync(address, kept.For, kept.Reason, cancellationToken);
        return fault;
    }

    private void Report(FetchContext context, Uri address, HostWait wait)
    {
        if (wait.IsCooling)
            context.Report(FetchEventKind.Cooling, address, wait.Reason, wait.Until);
        else if (wait.Until - time.GetUtcNow() >= WorthTelling)
            context.Report(FetchEventKind.Waiting, address, wait.Reason, wait.Until);
    }
}
