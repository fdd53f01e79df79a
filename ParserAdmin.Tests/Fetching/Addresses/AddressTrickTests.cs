using System.Net;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

/// <summary>
/// Ways around the address check that are no spellings of an address: names, name servers that change their mind, redirects, URLs that read
/// two ways.
/// </summary>
public sealed class AddressTrickTests : IAsyncLifetime
{
    private FetchRig _rig = null!;

    /// <summary>One of each kind that must not be reached, as a name server could answer.</summary>
    public static TheoryData<string> PrivateAddresses { get; } =
        new(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.254",
            "192.168.0.1",
            "100.64.0.1",
            "100.127.255.254",
            "169.254.169.254",
            "168.63.129.16",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "192.88.99.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::10.0.0.1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:80ff:fffe",
            "fe80::1",
            "fe80::1%1",
            "fec0::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "100::1",
            "2001:db8::1",
            "3fff::1",
            "5f00::1",
            "4000::1",
            "2a00:1450:4001::5efe:127.0.0.1",
            "2a00:1450:4001::200:5efe:10.0.0.1"
        );

    public static TheoryData<string> Urls { get; } =
        new(
            "http://example.org@127.0.0.1:{0}/",
            "http://127.0.0.1:{0}@127.0.0.1:{0}/",
            "http://a:b@127.0.0.1:{0}/",
            "http://@127.0.0.1:{0}/",
            "http://example.org\\@127.0.0.1:{0}/",
            "http://127.0.0.1:{0}\\@example.org/",
            "http://127.0.0.1:{0}\\.example.org/",
            "http:\\\\127.0.0.1:{0}\\",
            "http:/\\127.0.0.1:{0}/",
            "http:////127.0.0.1:{0}/",
            "http://127.0.0.1:{0}#@example.org/",
            "http://127.0.0.1:{0}?@example.org/",
            "http://127.0.0.1:{0};example.org/",
            "http://\t127.0.0.1:{0}/",
            "http://127.0.0.1\n:{0}/",
            " http://127.0.0.1:{0}/ ",
            "HTTP://127.0.0.1:{0}/",
            "http://127.0.0.1:0{0}/",
            "http://[::ffff:127.0.0.1]:{0}/",
            "http://127.0.0.1:{0}/%2e%2e/",
            "http://LOCALHOST.:{0}/",
            "http://localhost..:{0}/",
            "http://1２7.0.0.1:{0}/",
            "http://127%E3%80%820.0.1:{0}/",
            "http://０x7f.1:{0}/"
        );

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync(allowed: _ => []);
        _rig.Resolver.Others = IPAddress.Loopback;
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(PrivateAddresses))]
    public async Task Fetch_NameThatLeadsThere_SendsNothing(string address)
    {
        _rig.Resolver.Names["evil.example"] = [IPAddress.Parse(address)];

        await RefusedAsync(new Uri($"http://evil.example:{_rig.Site.Port}/"));
    }

    [Theory]
    [MemberData(nameof(PrivateAddresses))]
    public async Task Fetch_NameThatLeadsThereAmongOthers_SendsNothing(string address)
    {
        _rig.Resolver.Names["evil.example"] = [IPAddress.Parse("93.184.216.34"), IPAddress.Parse(address)];

        await RefusedAsync(new Uri($"http://evil.example:{_rig.Site.Port}/"));
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task Fetch_UrlThatReadsTwoWays_SendsNothing(string template)
    {
        // What is no address at all cannot be fetched either.
        if (
            Uri.TryCreate(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, template, _rig.Site.Port),
                UriKind.Absolute,
                out var address
            )
        )
        {
            await RefusedAsync(address);
        }
    }

    [Theory]
    [MemberData(nameof(PrivateAddresses))]
    public async Task Fetch_RedirectToANameThatLeadsThere_StopsThere(string address)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Resolver.Names["evil.example"] = [IPAddress.Parse(address)];
        rig.Site.Answer = context =>
        {
            context.Response.Redirect($"http://evil.example:{rig.Site.Port}/");
            return Task.CompletedTask;
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.IsType<AddressRefusedException>(error.InnerException);
        Assert.Single(rig.Site.Requests);
    }

    [Theory]
    [InlineData("//127.0.0.1:{1}/")]
    [InlineData("\\\\127.0.0.1:{1}\\")]
    [InlineData("http://127.1:{1}/")]
    [InlineData("http://2130706433:{1}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://user:pass@127.0.0.1:{0}/")]
    [InlineData("ftp://127.0.0.1:{0}/")]
    [InlineData("gopher://127.0.0.1:{0}/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public async Task Fetch_RedirectToATrick_StopsThere(string template)
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Resolver.Others = IPAddress.Loopback;
        var location = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, rig.Site.Port, rig.Site.Port + 1);
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        };

        Assert.Equal(ErrorClass.Blocked, (await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"))).Class);
        Assert.Single(rig.Site.Requests);
    }

    [Fact]
    public async Task Dial_NameServerThatChangesItsMind_IsAskedOnceBetweenCheckAndDial()
    {
        using var stop = new CancellationTokenSource();
        var resolver = new ChangingResolver(stop);
        var options = Microsoft.Extensions.Options.Options.Create(new FetchingOptions());
        var dialer = new CheckedDialer(new AddressPolicy(options, new OwnSite()), resolver, TimeProvider.System);

        // The token ends the dial before a packet leaves; what counts is that nobody asks where to a second time.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await dialer.DialAsync(new DnsEndPoint("turn.example", 80), stop.Token)
        );
        Assert.Equal(1, resolver.Asked);

        await Assert.ThrowsAsync<AddressRefusedException>(async () =>
            await dialer.DialAsync(new DnsEndPoint("turn.example", 80), CancellationToken.None)
        );
    }

    [Fact]
    public void Cases_AllTogether_AreEnough() =>
        Assert.True(AddressSpellingTests.Hosts.Count + (3 * PrivateAddresses.Count) + Urls.Count >= 60);

    private async Task RefusedAsync(Uri address)
    {
        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(address));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.IsType<AddressRefusedException>(error.InnerException);
        Assert.Empty(_rig.Site.Requests);
    }

    /// <summary>Says a public address first, and this machine ever after.</summary>
    private sealed class ChangingResolver(CancellationTokenSource stop) : IHostResolver
    {
        public int Asked { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            if (Asked++ > 0)
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
            stop.Cancel();
            return Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]);
        }
    }
}
