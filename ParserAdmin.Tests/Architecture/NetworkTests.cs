using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Nothing reaches the network but through Fetching, whose connection point asks the gate.</summary>
public sealed class NetworkTests
{
    private static readonly string[] WaysOut =
    [
        "System.Net.Http.HttpClient",
        "System.Net.Http.HttpMessageInvoker",
        "System.Net.Http.SocketsHttpHandler",
        "System.Net.Http.HttpClientHandler",
        "System.Net.Http.IHttpClientFactory",
        "System.Net.Sockets.Socket",
        "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.UdpClient",
        "System.Net.Sockets.NetworkStream",
        "System.Net.Dns",
        "System.Net.WebRequest",
        "System.Net.WebClient",
        "System.Net.Mail.SmtpClient",
        "System.Net.WebSockets.ClientWebSocket",
        "System.Net.Quic.QuicConnection",
        "System.Net.FtpWebRequest",
    ];

    /// <summary>The two ends of the stop socket, a file of the data folder, and who asks whether anybody listens there.</summary>
    private static readonly string[] OnThisMachine =
    [
        "ParserAdmin.Core.Cluster.ShellStop.StopSocket",
        "ParserAdmin.Core.Cluster.ShellStop.StopCall",
        "ParserAdmin.Core.Data.NodeLock",
    ];

    private static readonly string[] Addresses = ["System.Net.IPAddress", "System.Net.IPEndPoint", "System.Net.DnsEndPoint"];

    [Fact]
    public void StopSocket_KnowsNoAddressOfANetwork() =>
        Assert.All(
            OnThisMachine,
            type =>
            {
                Assert.Contains("System.Net.Sockets.UnixDomainSocketEndPoint", Assemblies.Core.Types[type]);
                Assert.Empty(Assemblies.Core.Types[type].Intersect(Addresses));
            }
        );

    [Fact]
    public void Core_OutsideFetching_KnowsNoWayOut() =>
        Assert.Empty(
            from type in Assemblies.Core.Types
            where Assemblies.Feature(type.Key) != "Fetching" && !OnThisMachine.Contains(type.Key)
            from used in type.Value.Intersect(WaysOut)
            select $"{type.Key} uses {used}"
        );

    [Fact]
    public void Web_Anywhere_KnowsNoWayOut() =>
        Assert.Empty(from type in Assemblies.Web.Types from used in type.Value.Intersect(WaysOut) select $"{type.Key} uses {used}");

    /// <summary>Signing in by a provider asks it by itself, so it has to be given the one channel that may (ADR 12).</summary>
    [Fact]
    public void OpenIdProvider_IsAskedBySetupAlone_ThroughItsChannel()
    {
        const string Folder = "ParserAdmin.Auth.OpenIdConnect.";
        Assert.Empty(
            from type in Assemblies.Web.Types
            where !type.Key.StartsWith(Folder, StringComparison.Ordinal)
            from used in type.Value
            where used.StartsWith("Microsoft.AspNetCore.Authentication.OpenIdConnect.", StringComparison.Ordinal)
            select $"{type.Key} uses {used}"
        );
        Assert.Equal(
            [Folder + "OidcSetup"],
            from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
            where type.Value.Contains("ParserAdmin.Core.Fetching.OpenId.OpenIdChannel..ctor")
            select type.Key
        );
        Assert.Contains(
            "Microsoft.AspNetCore.Authentication.RemoteAuthenticationOptions.set_BackchannelHttpHandler",
            Assemblies.Web.Calls[Folder + "OidcSetup"]
        );
    }

    [Fact]
    public void Fetching_KnowsTheWayOut_SoThatThisTestSeesIt() =>
        Assert.Contains("System.Net.Http.SocketsHttpHandler", Assemblies.Core.Types["ParserAdmin.Core.Fetching.Http.ConnectionPoint"]);

    /// <summary>A browser is a way out, too: only where its proxy is may one be started.</summary>
    [Fact]
    public void Browser_OutsideItsFolder_IsUnknown() =>
        Assert.Empty(
            from type in Assemblies.Core.Types.Concat(Assemblies.Web.Types)
            where !type.Key.StartsWith("ParserAdmin.Core.Fetching.Rendering.", StringComparison.Ordinal)
            from used in type.Value
            where used.StartsWith("Microsoft.Playwright.", StringComparison.Ordinal)
            select $"{type.Key} uses {used}"
        );

    [Fact]
    public void PageFetcher_IsImplementedOnlyInFetching() =>
        Assert.All(
            Assemblies
                .Core.Parents.Concat(Assemblies.Web.Parents)
                .Where(type => type.Value.Contains("ParserAdmin.Core.Fetching.IPageFetcher")),
            type => Assert.StartsWith("ParserAdmin.Core.Fetching.", type.Key, StringComparison.Ordinal)
        );
}
