using System.Globalization;
using System.Net;
using ParserAdmin.Tests.Fetching.Addresses;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>
/// All that is tried on the fetcher is tried on the browser's way out, too: in the clear and in a tunnel, where Chromium would dial itself.
/// </summary>
public sealed class ProxyAddressTests(ProxyRig rig) : IClassFixture<ProxyRig>
{
    [Theory]
    [MemberData(nameof(AddressSpellingTests.Hosts), MemberType = typeof(AddressSpellingTests))]
    public Task Proxy_OddSpellingOfAPrivateAddress_SendsNothing(string host) => RefusedAsync($"{host}:{rig.Site.Port}");

    [Theory]
    [MemberData(nameof(AddressTrickTests.PrivateAddresses), MemberType = typeof(AddressTrickTests))]
    public async Task Proxy_NameThatLeadsThere_SendsNothing(string address)
    {
        rig.Fetching.Resolver.Names["evil.example"] = [IPAddress.Parse(address)];
        await RefusedAsync($"evil.example:{rig.Site.Port}");

        rig.Fetching.Resolver.Names["evil.example"] = [IPAddress.Parse("93.184.216.34"), IPAddress.Parse(address)];
        await RefusedAsync($"evil.example:{rig.Site.Port}");
    }

    [Theory]
    [MemberData(nameof(AddressTrickTests.Urls), MemberType = typeof(AddressTrickTests))]
    public async Task Proxy_UrlThatReadsTwoWays_SendsNothing(string template)
    {
        var url = string.Format(CultureInfo.InvariantCulture, template, rig.Site.Port);

        AssertRefused(await rig.GetAsync(url));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/parser/settings")]
    [InlineData("/demo/../admin")]
    [InlineData("/demo/%2e%2e/admin")]
    [InlineData("/_blazor")]
    public async Task Proxy_ProgramItself_IsClosedButForItsDemo(string path)
    {
        var own = new ProxyRig();
        await own.InitializeAsync();
        own.Fetching.OwnSite.Listen([$"http://127.0.0.1:{own.Site.Port}"]);

        AssertStatus(403, await own.GetAsync($"http://127.0.0.1:{own.Site.Port}{path}"));
        AssertStatus(403, await own.TunnelAsync($"127.0.0.1:{own.Site.Port}", path));
        Assert.Empty(own.Site.Requests);

        AssertStatus(200, await own.GetAsync($"http://127.0.0.1:{own.Site.Port}/demo/"));
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Proxy_NameServerThatChangesItsMind_IsAskedAnewAndChecked()
    {
        rig.Fetching.Resolver.Names["turn.example"] = [IPAddress.Parse("127.0.0.1")];
        var asked = rig.Fetching.Resolver.Asked;

        await RefusedAsync($"turn.example:{rig.Site.Port}");

        Assert.Equal(asked + 2, rig.Fetching.Resolver.Asked);
    }

    private async Task RefusedAsync(string authority)
    {
        AssertRefused(await rig.GetAsync($"http://{authority}/"));
        AssertRefused(await rig.TunnelAsync(authority));
    }

    private void AssertRefused(string answer)
    {
        // 400 for what is no address at all.
        Assert.True(answer.Length == 0 || answer[..12] is "HTTP/1.1 403" or "HTTP/1.1 400", answer);
        Assert.Empty(rig.Site.Requests);
        Assert.Null(rig.Render.Failure);
    }

    private static void AssertStatus(int status, string answer) =>
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
}
