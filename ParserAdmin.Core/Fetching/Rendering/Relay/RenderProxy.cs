using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>
/// The one way out of the browser (requirements 10.1): a proxy on loopback, inside this process, that dials nothing by itself. It reads
/// each request, also within TLS, and hands it to <see cref="RenderRelay"/>. Started with the first browser, on a port that is free.
/// </summary>
internal sealed class RenderProxy(RenderRelay relay, RenderSessions sessions, TimeProvider time, ILoggerFactory loggers)
    : IAsyncDisposable,
        IDisposable
{
    // A page posts a form, not a film.
    private const long LargestUpload = 8 * 1024 * 1024;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly ProxyCertificate _certificate = new(time);
    private WebApplication? _server;

    /// <summary>See <see cref="ProxyCertificate.KeyHash"/>.</summary>
    public string KeyHash => _certificate.KeyHash;

    /// <returns>Its address, such as <c>http://127.0.0.1:41234</c>.</returns>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_server is null)
            {
                var server = Build();
                await server.StartAsync(cancellationToken);
                _server = server;
            }

            return _server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        }
        finally
        {
            _starting.Release();
        }
    }

    public void Dispose()
    {
        (_server as IDisposable)?.Dispose();
        _certificate.Dispose();
        _starting.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        _server = null;
        Dispose();
    }

    private WebApplication Build()
    {
        var listener = new ProxyListener(sessions, _certificate, loggers.CreateLogger<ProxyListener>());
        // Empty: the portal's addresses, files and logging are none of its business.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(server =>
            {
                server.AddServerHeader = false;
                server.AllowHostHeaderOverride = true;
                server.Limits.MaxRequestBodySize = LargestUpload;
                server.Limits.MinRequestBodyDataRate = null;
                server.Limits.MinResponseDataRate = null;
                server.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
                server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
                server.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        listen.Use(next => connection => listener.HandleAsync(connection, next));
                    }
                );
            });
        var app = builder.Build();
        app.Run(relay.HandleAsync);
        return app;
    }
}
