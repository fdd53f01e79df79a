using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace ParserAdmin.Tests.Auth;

/// <summary>A browser without a script: keeps cookies, follows nothing.</summary>
internal static class TestHttp
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The one place where tests talk to their own host over real HTTP.")]
    public static HttpClient Client(string address) =>
        new(
            new SocketsHttpHandler
            {
                CookieContainer = new CookieContainer(),
                AllowAutoRedirect = false,
                UseProxy = false,
            }
        )
        {
            BaseAddress = new Uri(address),
        };
}
