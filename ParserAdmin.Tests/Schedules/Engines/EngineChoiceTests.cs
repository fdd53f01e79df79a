using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Schedules.Engines;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Engines;

public sealed class EngineChoiceTests
{
    [Theory]
    [InlineData("sqlite", null, "CoravelEngine")]
    [InlineData("sqlite", "auto", "CoravelEngine")]
    [InlineData("sqlite", "Quartz", "QuartzEngine")]
    [InlineData("postgres", "", "QuartzEngine")]
    [InlineData("postgres", "coravel", "CoravelEngine")]
    [InlineData("SqlServer", "AUTO", "QuartzEngine")]
    public void Engine_ByWordAndDatabase_IsTheOneThatFits(string provider, string? word, string expected)
    {
        var services = new ServiceCollection().AddScheduleEngine(Configuration(provider, word));

        Assert.Single(services, service => service.ServiceType == typeof(IScheduleEngine));
        Assert.Single(services, service => service.ServiceType.Name == expected);
        Assert.DoesNotContain(
            services,
            service => service.ServiceType.Name is "CoravelEngine" or "QuartzEngine" && service.ServiceType.Name != expected
        );
    }

    [Fact]
    public void Engine_UnknownWord_IsOneClearLine() =>
        Assert.Equal(
            "ParserAdmin:Scheduler:Engine is 'hangfire'. Set it to auto, coravel or quartz.",
            Assert
                .Throws<InvalidOperationException>(() => new ServiceCollection().AddScheduleEngine(Configuration("sqlite", "hangfire")))
                .Message
        );

    private static IConfiguration Configuration(string provider, string? word) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ParserAdmin:Database:Provider"] = provider,
                    ["ParserAdmin:Database:ConnectionString"] = "Host=nowhere",
                    ["ParserAdmin:Scheduler:Engine"] = word,
                }
            )
            .Build();
}
