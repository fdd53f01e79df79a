using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Robots;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>
/// Answers each request of the browser by sending it through the connection point, in the name of the run whose page it is: address
/// checked, gate asked, counted. Documents wait for their host's turn; what a page loads beside its document does not, for no page would
/// live to see the end of it.
/// </summary>
internal sealed class RenderRelay(
    ConnectionPoint connection,
    HostGovernor governor,
    RobotsGuard robots,
    RenderSessions sessions,
    IOptions<FetchingOptions> options,
    TimeProvider time,
    ILogger<RenderRelay> logger
)
{
    /// <summary>A host of the proxy itself, where a new context shows its credentials for the first time.</summary>
    public const string GreetingHost = "greeting.invalid";

    public async Task HandleAsync(HttpContext context)
    {
        var tunnel = context.Features.Get<ProxyTunnel>();
        if ((tunnel?.Session ?? sessions.Find(context.Request.Headers.ProxyAuthorization)) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status407ProxyAuthenticationRequired;
            context.Response.Headers.ProxyAuthenticate = "Basic realm=\"ParserAdmin\"";
        }
        else if (RelayAddress.Of(context, tunnel) is not { } address)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (address.Host == GreetingHost)
        {
            context.Response.ContentType = "text/html";
        }
        else if (session.Render is { } render)
        {
            render.Enter();
            try
            {
                await AnswerAsync(context, address, render);
            }
            finally
            {
                render.Leave();
            }
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private async Task AnswerAsync(HttpContext context, Uri address, RenderContext render)
    {
        var own = render.Fork();
        try
        {
            await RelayAsync(context, address, render, own);
        }
        catch (GateRefusedException refused)
        {
            render.Fail(refused);
            Refuse(context, StatusCodes.Status403Forbidden);
        }
        catch (AddressRefusedException refused)
        {
            Report(render, own, FetchFaults.OfRefusal(address, refused));
            Refuse(context, StatusCodes.Status403Forbidden);
        }
        catch (FetchException fault)
        {
            Report(render, own, fault);
            if (fault.Class == ErrorClass.TooLarge || (fault.Class == ErrorClass.RateLimited && render.Request.IsHome(address)))
                render.Fail(fault);
            Refuse(context, StatusCodes.Status403Forbidden);
        }
        catch (Exception unreadable) when (StorageFaults.IsOutage(unreadable))
        {
            render.Fail(unreadable);
            Refuse(context, StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception broken)
            when (broken
                    is HttpRequestException
                        or IOException
                        or InvalidDataException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            if (!render.Ended.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
            {
                logger.LogDebug("A page's request for {Address} failed: {Problem}", address, broken.Message);
                render.Note(
                    address,
                    broken is OperationCanceledException
                        ? FetchFaults.OfTimeout(address, render.Request.Politeness.Timeout, broken)
                        : FetchFaults.OfConnection(address, broken)
                );
            }

            Refuse(context, StatusCodes.Status502BadGateway);
        }
        finally
        {
            render.Count(own.Tally);
        }
    }

    private async Task RelayAsync(HttpContext context, Uri address, RenderContext render, FetchContext own)
    {
        var kind = RelayKind.Of(context.Request.Headers, address);
        if (kind.IsNavigation && render.TakeDocument() is { } document)
        {
            await RelayAnswer.WriteDocumentAsync(context.Response, document, render.Rendering.Encoding, own.Stop);
            return;
        }

        if (kind.IsMedia && !render.Rendering.Images)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        render.DemandRequest(address);
        connection.Demand(address);
        // What belongs to the site itself, its data above all, is asked of its robots.txt; a library on another host is not.
        var crawlDelay = kind.IsNavigation || render.Request.IsHome(address) ? await robots.DemandAsync(own, address) : null;
        if (governor.CoolingOf(address) is { } cooling)
        {
            throw new FetchException(
                ErrorClass.RateLimited,
                $"{HostGovernor.NameOf(address)} asked to be left alone, and a page wants something of it.",
                address,
                retryAfter: cooling
            );
        }

        using var lease = kind.IsNavigation
            ? await governor.EnterAsync(address, render.Request.Politeness, crawlDelay, _ => { }, own.Stop)
            : null;
        using var late = new CancellationTokenSource(render.Request.Politeness.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(own.Stop, late.Token, context.RequestAborted);
        using var message = RelayRequest.Build(context.Request, address, render, options.Value.FullUserAgent);
        using var exchange = await connection.SendAsync(own.Run, message, own.Tally, both.Token);
        var response = exchange.Response;
        if (lease is not null)
            await lease.AnsweredAsync((int)response.StatusCode, own.Tally.SentAt, both.Token);
        own.Report(FetchEventKind.Answered, address, $"{(int)response.StatusCode}", status: (int)response.StatusCode);
        await CoolAsync(address, response, render, both.Token);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            await RelaySocket.CarryAsync(context, exchange, address, render, own.Tally, own.Stop);
            return;
        }

        RelayAnswer.CopyHead(response, context.Response);
        var hasBody =
            !HttpMethods.IsHead(context.Request.Method)
            && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified);
        if (hasBody)
            await RelayAnswer.CopyBodyAsync(response, context.Response, address, render, own.Tally, both.Token);
    }

    private async Task CoolAsync(Uri address, HttpResponseMessage response, RenderContext render, CancellationToken cancellationToken)
    {
        if (RetryAfter.CoolingOf(response, time.GetUtcNow()) is not { } cooling)
            return;
        await governor.CoolAsync(address, cooling.For, cooling.Reason, cancellationToken);
        if (cooling.IsAsked && render.Request.IsHome(address))
            throw FetchFaults.OfStatus(address, (int)response.StatusCode, cooling.For);
    }

    private static void Report(RenderContext render, FetchContext own, FetchException fault)
    {
        if (render.Note(fault.Address, fault))
            own.Report(FetchEventKind.Refused, fault.Address, fault.Message);
    }

    private static void Refuse(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
            context.Abort();
        else
            context.Response.StatusCode = status;
    }
}
