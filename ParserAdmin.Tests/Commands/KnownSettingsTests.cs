using Microsoft.Extensions.Configuration;
using ParserAdmin.Commands;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary>A setting that does nothing is told, wherever it stands; on the command line it is wrong usage.</summary>
public sealed class KnownSettingsTests
{
    [Theory]
    [InlineData("ParserAdmin:Foo", "There is no setting 'ParserAdmin:Foo'. What is set by that name does nothing.")]
    [InlineData(
        "ParserAdmin:DataDirectry",
        "There is no setting 'ParserAdmin:DataDirectry'. Did you mean 'ParserAdmin:DataDirectory'? What is set by that name does nothing."
    )]
    [InlineData(
        "ParserAdmin:Node:Nmae",
        "There is no setting 'ParserAdmin:Node:Nmae'. Did you mean 'ParserAdmin:Node:Name'? What is set by that name does nothing."
    )]
    [InlineData("ParserAdmin:Smtp:Host", "The setting ParserAdmin:Smtp:Host does nothing in this version; leave it out.")]
    public void Warnings_SettingThatDoesNothing_AreInWords(string key, string words)
    {
        var configuration = Of((key, "geheim"), ("ParserAdmin:Demo", "false"));

        Assert.Equal([words], KnownSettings.Warnings(configuration));
    }

    [Fact]
    public void Warnings_SettingsThatThereAre_AreNone() =>
        Assert.Empty(
            KnownSettings.Warnings(
                Of(
                    ("parseradmin:demo", "true"),
                    ("ParserAdmin:Fetch:AllowedPrivateHosts:0", "127.0.0.1:1"),
                    ("ParserAdmin:Oidc:Roles:team", "admin"),
                    ("ParserAdmin:Database:ConnectionString", null),
                    ("ParserAdmin:Browser:Headless", "true"),
                    ("SomebodyElses:Foo", "1")
                )
            )
        );

    /// <summary>What the program ships with.</summary>
    [Fact]
    public void Warnings_ShippedFile_AreNone()
    {
        var shipped = new ConfigurationBuilder();
        shipped.AddShippedSettings();

        Assert.Empty(KnownSettings.Warnings(shipped.Build()));
    }

    private static IConfiguration Of(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
}
