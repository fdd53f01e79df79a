using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using ParserAdmin.Auth.Limits;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SignInLimitTests
{
    [Fact]
    public void Wait_EleventhTry_IsRefusedForThatAddressAlone()
    {
        using var limit = Limit();
        for (var attempt = 0; attempt < SignInLimit.TriesPerMinute; attempt++)
            Assert.Null(limit.Wait(IPAddress.Parse("192.0.2.1")));

        Assert.InRange(limit.Wait(IPAddress.Parse("192.0.2.1"))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.NotNull(limit.Wait(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.Null(limit.Wait(IPAddress.Parse("192.0.2.2")));
        Assert.Null(limit.Wait(null));
    }

    [Fact]
    public void Wait_ManyAddressesOfOneIpv6Network_CountAsOne()
    {
        using var limit = Limit();
        for (var attempt = 0; attempt < SignInLimit.TriesPerMinute; attempt++)
            Assert.Null(limit.Wait(IPAddress.Parse($"2001:db8:1:2::{attempt:x}")));

        Assert.NotNull(limit.Wait(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(limit.Wait(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void Wait_BrowserKnownByAnAccount_IsCountedApartFromItsAddress()
    {
        using var limit = Limit();
        for (var attempt = 0; attempt < SignInLimit.TriesPerMinute; attempt++)
        {
            Assert.Null(limit.Wait(IPAddress.Loopback));
            Assert.Null(limit.Wait(IPAddress.Loopback, "ADA@EXAMPLE.ORG"));
        }

        Assert.NotNull(limit.Wait(IPAddress.Loopback));
        Assert.NotNull(limit.Wait(IPAddress.Parse("192.0.2.1"), "ADA@EXAMPLE.ORG"));
        Assert.Null(limit.Wait(IPAddress.Loopback, "BOB@EXAMPLE.ORG"));
    }

    private static SignInLimit Limit() => new(new KnownBrowser(new EphemeralDataProtectionProvider()), NullLogger<SignInLimit>.Instance);
}
