using ParserAdmin.Core.Sources.Definition.Paths;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

public sealed class PathAddressTests
{
    private static readonly Dictionary<string, string> Values = new() { ["url"] = "https://other.example/a?b=c", ["name"] = "a b/ä" };

    [Theory]
    [InlineData("http://host/demo/", "catalogue?x=1", "http://host/demo/catalogue?x=1")]
    [InlineData("http://host/demo", "catalogue", "http://host/demo/catalogue")]
    [InlineData("http://host/demo/", "/top", "http://host/top")]
    [InlineData("http://host/demo/", "", "http://host/demo/")]
    [InlineData("http://host/list.php?all=1", "", "http://host/list.php?all=1")]
    [InlineData("http://host/demo/", "https://other.example/x", "https://other.example/x")]
    [InlineData("http://host/demo/", "{url}", "https://other.example/a?b=c")]
    [InlineData("http://host/demo/", "find/{name}", "http://host/demo/find/a%20b%2F%C3%A4")]
    public void TryResolve_PathOfADefinition_GivesAddress(string link, string path, string expected)
    {
        Assert.True(PathAddress.TryResolve(new Uri(link), path, Values, out var address));
        Assert.Equal(expected, address.AbsoluteUri);
    }

    [Theory]
    [InlineData("{missing}")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public void TryResolve_NoWebAddress_Refuses(string path) =>
        Assert.False(PathAddress.TryResolve(new Uri("http://host/"), path, Values, out _));
}
