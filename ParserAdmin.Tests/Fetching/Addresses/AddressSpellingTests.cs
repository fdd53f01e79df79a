using System.Net;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

/// <summary>
/// Every way to write this machine's address, tried on the whole fetcher against a server that really listens there.
/// Names lead to loopback, as those of a hostile name server would.
/// </summary>
public sealed class AddressSpellingTests : IAsyncLifetime
{
    private FetchRig _rig = null!;

    public static TheoryData<string> Hosts { get; } =
        new(
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "127.00.00.01",
            "0177.0.0.1",
            "0177.0.0.01",
            "0177.1",
            "017700000001",
            "0x7f.0.0.1",
            "0x7F.1",
            "0x7f.0x0.0x0.0x1",
            "0x7f000001",
            "0x7f.000.0.0x1",
            "2130706433",
            "127.0.0.1.",
            "127.1.",
            "2130706433.",
            "127.127.127.127",
            "127.0.0.2",
            "0.0.0.0",
            "0",
            "0x0",
            "00",
            "0.0.0.0.",
            "4294967295",
            "0xffffffff",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "LocalHost.",
            "localhost.localdomain",
            "evil.example",
            "127.0.0.1.nip.example",
            "xn--80ak6aa92e.example",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "127．0．0．1",
            "127｡0｡0｡1",
            "１２７.０.０.１",
            "ｌｏｃａｌｈｏｓｔ",
            "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
            "loc\u00ADalhost",
            "local%68ost",
            "%31%32%37.0.0.1",
            "127%2e0%2e0%2e1",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[0000::0001]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::FFFF:7F00:0001]",
            "[0:0:0:0:0:ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "[::7f00:1]",
            "[::ffff:0:127.0.0.1]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[2002:7f00:1::]",
            "[2001::7f00:1]",
            "[2001:0:0:0:0:0:80ff:fffe]",
            "[fe80::1]",
            "[fe80::1%251]",
            "[fe80::1%25lo]",
            "[fec0::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[::1%251]",
            "[ff02::1]",
            "169.254.169.254",
            "0xa9fea9fe",
            "2852039166",
            "[::ffff:169.254.169.254]",
            "[fd00:ec2::254]",
            "metadata.google.internal",
            "10.0.0.1",
            "10.1",
            "012.0.0.1",
            "192.168.1.1",
            "0xc0a80101",
            "172.16.0.1",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255"
        );

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync(allowed: _ => []);
        _rig.Resolver.Others = IPAddress.Loopback;
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Fetch_OddSpellingOfAPrivateAddress_SendsNothing(string host)
    {
        // What is no address at all cannot be fetched either.
        if (!Uri.TryCreate($"http://{host}:{_rig.Site.Port}/", UriKind.Absolute, out var address))
            return;

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(address));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.IsType<AddressRefusedException>(error.InnerException);
        Assert.Empty(_rig.Site.Requests);
    }

    [Fact]
    public void Hosts_AllTogether_AreEnough() => Assert.True(Hosts.Count >= 60);

    [Theory]
    [InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("http://user@example.org/")]
    [InlineData("http://example.org@127.0.0.1/")]
    [InlineData("http://example.org:0/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:6379/_x")]
    [InlineData("data:text/html,hello")]
    public async Task Fetch_AddressThatIsNoPlainWebAddress_IsBlocked(string address)
    {
        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(new Uri(address)));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Equal(0, _rig.Resolver.Asked);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
