using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ParserAdmin.Tests.Auth;

/// <summary>A browser without a script: keeps cookies, follows nothing.</summary>
internal static class TestHttp
{
    public static HttpClient Client(string address) => Client(new Uri(address), new SocketsHttpHandler());

    /// <param name="trusted">The certificate that a proxy in front of the host made for itself.</param>
    /// <param name="from">The address that the browser asks from.</param>
    public static HttpClient Client(Uri address, X509Certificate2 trusted, IPAddress from) =>
        Client(
            address,
            new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => trusted.Equals(shown) },
                ConnectCallback = async (context, token) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(from.MapToIPv6(), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, token);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where tests talk to their own host over real HTTP.")]
    private static HttpClient Client(Uri address, SocketsHttpHandler handler)
    {
        handler.CookieContainer = new CookieContainer();
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        return new HttpClient(handler) { BaseAddress = address };
    }
}
