using System.Net;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

public sealed class AllowedHostTests
{
    [Fact]
    public async Task Fetch_NamedHostAndPort_IsDialledAtItsPrivateAddress()
    {
        await using var rig = await FetchRig.StartAsync(allowed: port => [$"Nas.Example:{port}"]);
        rig.Resolver.Names["nas.example"] = [IPAddress.Loopback];

        var page = await rig.FetchAsync(new Uri($"http://nas.example:{rig.Site.Port}/a"));

        Assert.Equal(200, page.Status);
    }

    [Fact]
    public async Task Fetch_SameHostOtherPort_IsBlocked()
    {
        await using var rig = await FetchRig.StartAsync(allowed: port => [$"127.0.0.1:{(port == 80 ? 81 : 80)}"]);

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Contains($"127.0.0.1:{rig.Site.Port} in ParserAdmin:Fetch:AllowedPrivateHosts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_OtherNameOfAnAllowedAddress_IsBlocked()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Resolver.Others = IPAddress.Loopback;

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync(new Uri($"http://localhost:{rig.Site.Port}/")));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Empty(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_NameOfPublicAndPrivateAddresses_IsRefusedWhole()
    {
        await using var rig = await FetchRig.StartAsync(allowed: _ => []);
        rig.Resolver.Names["mixed.example"] = [IPAddress.Parse("93.184.216.34"), IPAddress.Loopback];

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync(new Uri($"http://mixed.example:{rig.Site.Port}/")));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Equal(1, rig.Resolver.Asked);
    }

    [Fact]
    public async Task Fetch_TwoRequestsOverOneConnection_ResolvesOnce()
    {
        await using var rig = await FetchRig.StartAsync(allowed: port => [$"one.example:{port}"]);
        rig.Resolver.Names["one.example"] = [IPAddress.Loopback];
        var address = new Uri($"http://one.example:{rig.Site.Port}/");

        await rig.FetchAsync(address);
        await rig.FetchAsync(address);

        Assert.Equal(1, rig.Resolver.Asked);
    }
}
