using System.Net;
using System.Text;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>One request under way: until it is disposed this node acknowledges no stop.</summary>
internal readonly struct Exchange(HttpResponseMessage response, FreshAnswer answer, IDisposable? flight) : IDisposable
{
    public HttpResponseMessage Response => response;

    /// <summary>The gate's answer, for what is sent on this connection after the request.</summary>
    public FreshAnswer Answer => answer;

    public void Dispose()
    {
        response.Dispose();
        flight?.Dispose();
    }
}

/// <summary>
/// The one way out of the program but for sign-in (<see cref="OpenId.OpenIdChannel"/>). Holds its HTTP handler, and sends nothing without a run: the address is checked and the gate asked
/// inside <see cref="SendAsync"/>, for every single request, and again before its bytes go out if a moment has passed since.
/// </summary>
public sealed class ConnectionPoint : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    // A name that moved must be resolved, and checked, anew.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly AddressPolicy _policy;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _time;
    private readonly TimeProvider? _realTime;

    /// <param name="realTime">By which it is noticed that the process was frozen.</param>
    internal ConnectionPoint(AddressPolicy policy, CheckedDialer dialer, TimeProvider time, TimeProvider? realTime = null)
    {
        _realTime = realTime;
        _time = time;
        _policy = policy;
        _invoker = new HttpMessageInvoker(CreateHandler(dialer), disposeHandler: true);
    }

    public void Dispose() => _invoker.Dispose();

    /// <summary>Checks an address by itself, so that nobody waits for the turn of a host that will be refused.</summary>
    /// <exception cref="AddressRefusedException">The address may not be reached.</exception>
    internal void Demand(Uri address) => _policy.Demand(address);

    /// <summary>
    /// Sends one request and returns when the headers are there. Follows no redirect; the body is not read, not decompressed.
    /// </summary>
    /// <param name="tally">Counts the request once the gate has let it pass.</param>
    /// <param name="cancellationToken">Of the caller; the run's own stop is added to it here.</param>
    /// <exception cref="GateRefusedException">The gate said no.</exception>
    /// <exception cref="AddressRefusedException">The address may not be reached.</exception>
    /// <exception cref="HttpRequestException">The connection failed.</exception>
    internal async Task<Exchange> SendAsync(GatedRun run, HttpRequestMessage request, FetchTally tally, CancellationToken cancellationToken)
    {
        Demand(request.RequestUri ?? throw new AddressRefusedException("The request names no address."));
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.Stopping);
        var flight = run.Enter();
        try
        {
            var answer = new FreshAnswer(run, GateAction.Request, _realTime);
            await answer.DemandAsync(linked.Token);
            linked.Token.ThrowIfCancellationRequested();
            tally.Requests++;
            tally.SentAt = _time.GetTimestamp();
            GatedStream.Carry(answer);
            return new Exchange(await _invoker.SendAsync(request, linked.Token), answer, flight);
        }
        catch (Exception error)
        {
            flight?.Dispose();
            if (error is HttpRequestException { InnerException: AddressRefusedException refused })
                throw refused;
            throw;
        }
    }

    private static SocketsHttpHandler CreateHandler(CheckedDialer dialer) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would resolve the name a second time, past the check.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseDrainSize = 64 * 1024,
            // Sites get no trace ids of ours.
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            // Redirects to addresses in Cyrillic or Japanese come as raw UTF-8.
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ConnectCallback = async (context, cancellationToken) => await dialer.DialAsync(context.DnsEndPoint, cancellationToken),
        };
}
