using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Fetching.Cache;
using ParserAdmin.Tests.Fetching.Hosts;
using Xunit;

namespace ParserAdmin.Tests.Fetching;

public sealed class FetchingRegistrationTests
{
    [Fact]
    public void AddFetching_Defaults_AreTheDocumentedOnes()
    {
        using var services = Services();

        var options = services.GetRequiredService<IOptions<FetchingOptions>>().Value;

        Assert.Equal(("ParserAdmin/1.0", 32 * 1024 * 1024), (options.FullUserAgent, options.MaxBodyBytes));
        Assert.Empty(options.AllowedPrivateHosts);
        Assert.NotNull(services.GetRequiredService<IPageFetcher>());
    }

    [Theory]
    [InlineData("AllowedPrivateHosts:0", "127.0.0.1")]
    [InlineData("AllowedPrivateHosts:0", "127.0.0.1:0")]
    [InlineData("AllowedPrivateHosts:0", "127.0.0.1:65536")]
    [InlineData("AllowedPrivateHosts:0", "http://127.0.0.1:80")]
    [InlineData("AllowedPrivateHosts:0", "user@nas:80")]
    [InlineData("AllowedPrivateHosts:0", "nas/x:80")]
    [InlineData("AllowedPrivateHosts:0", "10.0.0.0/8:80")]
    [InlineData("MaxBodyBytes", "5")]
    [InlineData("UserAgent", " ")]
    [InlineData("Contact", "a\nb")]
    public void AddFetching_BadSetting_IsNamed(string key, string value)
    {
        using var services = Services((key, value));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<FetchingOptions>>().Value);

        Assert.Contains("ParserAdmin:Fetch:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NAS.lan:8080", "nas.lan", 8080)]
    [InlineData("127.0.0.1:80", "127.0.0.1", 80)]
    [InlineData("[::1]:5080", "::1", 5080)]
    public void TryParse_HostAndPort_IsRead(string text, string host, int port)
    {
        Assert.True(Authority.TryParse(text, out var authority));
        Assert.Equal(new Authority(host, port), authority);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddSingleton<IHostLedger, MemoryHostLedger>()
            .AddSingleton<IPageCache, MemoryPageCache>()
            .AddFetching(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        settings.Select(setting => KeyValuePair.Create($"{FetchingOptions.Section}:{setting.Key}", (string?)setting.Value))
                    )
                    .Build()
            )
            .BuildServiceProvider();
}
