using System.Net;
using ParserAdmin.Auth;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SignInLimitTests
{
    [Fact]
    public void Wait_EleventhTry_IsRefusedForThatAddressAlone()
    {
        using var limit = new SignInLimit();
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
        using var limit = new SignInLimit();
        for (var attempt = 0; attempt < SignInLimit.TriesPerMinute; attempt++)
            Assert.Null(limit.Wait(IPAddress.Parse($"2001:db8:1:2::{attempt:x}")));

        Assert.NotNull(limit.Wait(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(limit.Wait(IPAddress.Parse("2001:db8:1:3::1")));
    }
}
