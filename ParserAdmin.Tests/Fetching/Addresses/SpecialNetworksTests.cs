using System.Net;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Fetching.Addresses;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

public sealed class SpecialNetworksTests
{
    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("10.255.255.255", "private")]
    [InlineData("100.64.0.1", "carrier-grade NAT")]
    [InlineData("100.100.100.200", "carrier-grade NAT")]
    [InlineData("100.127.255.255", "carrier-grade NAT")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("168.63.129.16", "cloud metadata")]
    [InlineData("169.254.0.1", "link-local")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.192", "protocol assignment")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.88.99.1", "6to4 tunnel")]
    [InlineData("192.168.0.1", "private")]
    [InlineData("198.18.0.1", "benchmark")]
    [InlineData("198.19.255.255", "benchmark")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.7", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.250", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::7f00:1", "IPv4-compatible")]
    [InlineData("::8.8.8.8", "IPv4-compatible")]
    [InlineData("::ffff:127.0.0.1", "IPv4-mapped")]
    [InlineData("::ffff:8.8.8.8", "IPv4-mapped")]
    [InlineData("::ffff:0:127.0.0.1", "IPv4-translated")]
    [InlineData("64:ff9b::7f00:1", "NAT64 tunnel")]
    [InlineData("64:ff9b::8.8.8.8", "NAT64 tunnel")]
    [InlineData("64:ff9b:1::a00:1", "NAT64 tunnel")]
    [InlineData("100::1", "protocol assignment")]
    [InlineData("2001::1", "Teredo tunnel")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo tunnel")]
    [InlineData("2001:2::1", "benchmark")]
    [InlineData("2001:10::1", "protocol assignment")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("2002:7f00:1::", "6to4 tunnel")]
    [InlineData("2002:a9fe:a9fe::1", "6to4 tunnel")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("4000::1", "unassigned")]
    [InlineData("fc00::1", "private")]
    [InlineData("fd00:ec2::254", "private")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%1", "link-local")]
    [InlineData("2606:4700::1111%2", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    public void NameOf_SpecialAddress_SaysWhatItIs(string address, string name) =>
        Assert.Equal(name, SpecialNetworks.NameOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00:1450:4001::1")]
    public void NameOf_PublicAddress_IsNull(string address) => Assert.Null(SpecialNetworks.NameOf(IPAddress.Parse(address)));

    [Fact]
    public void NameOf_AnyIPv4InsideATunnel_IsRefused() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<uint>(),
                v4 =>
                {
                    var (high, low) = (v4 >> 16, v4 & 0xFFFF);
                    return new[]
                    {
                        $"::ffff:{high:x}:{low:x}",
                        $"64:ff9b::{high:x}:{low:x}",
                        $"2002:{high:x}:{low:x}::1",
                        $"::{high:x}:{low:x}",
                    }.All(text => SpecialNetworks.NameOf(IPAddress.Parse(text)) is not null);
                }
            )
            .QuickCheckThrowOnFailure();
}
