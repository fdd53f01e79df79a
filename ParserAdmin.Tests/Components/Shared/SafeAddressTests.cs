using ParserAdmin.Components.Shared;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

public sealed class SafeAddressTests
{
    [Theory]
    [InlineData("https://example.org/a b", "https://example.org/a%20b")]
    [InlineData("http://example.org", "http://example.org/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JAVASCRIPT:alert(1)", null)]
    [InlineData("data:text/html,<b>", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("/relative", null)]
    [InlineData("//example.org", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_AnAddress_PassesOnlyHttpAndHttps(string? address, string? expected) => Assert.Equal(expected, SafeAddress.Of(address));
}
