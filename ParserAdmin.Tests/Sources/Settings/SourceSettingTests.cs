using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Sources.Settings;

public sealed class SourceSettingTests
{
    private const string Declared = """
        settings:
          user: { label: User name, default: guest }
          password: { type: secret }
          pages: { type: number }
          adult: { type: flag }

        """;

    [Theory, EachDatabase]
    public async Task Set_Secret_IsStoredEncryptedAndNeverShownNorAudited(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        var result = await SetAsync(host, ("password", "open-sesame"), ("pages", "5"));

        Assert.True(result.Succeeded, result.Message);
        var definition = SourceDefinitionReader.Read(result.Value.Definition).Definition!;
        var shown = await host.Get<SourceSettings>().ShowAsync("shop", definition, CancellationToken.None);
        Assert.Equal(
            ["user=guest True", "password= True", "pages=5 True", "adult= False"],
            shown.Select(setting => $"{setting.Name}={setting.Value} {setting.IsSet}")
        );
        Assert.Equal("open-sesame", (await host.Get<SourceSettings>().ReadAsync("shop", definition, CancellationToken.None))["password"]);
        await using var context = await host.OpenAsync();
        Assert.DoesNotContain(
            await context.Set<SourceSetting>().Select(setting => setting.Value).ToListAsync(),
            value => value.Contains("sesame", StringComparison.Ordinal)
        );
        var entry = (await host.AuditAsync()).Single(entry => entry.Action == "source.settings");
        Assert.DoesNotContain("sesame", entry.Before + entry.After, StringComparison.Ordinal);
        Assert.Contains("(secret)", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_Null_TakesTheValueAway()
    {
        await using var host = await HostAsync();
        await SetAsync(host, ("user", "reader"));

        await SetAsync(host, ("user", null));

        var definition = SourceDefinitionReader
            .Read((await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Definition)
            .Definition!;
        Assert.Equal("guest", (await host.Get<SourceSettings>().ReadAsync("shop", definition, CancellationToken.None))["user"]);
    }

    [Theory]
    [InlineData("nothing", "x", "no setting 'nothing'")]
    [InlineData("pages", "many", "'pages' is not a number")]
    [InlineData("adult", "yes", "'adult' is not true or false")]
    [InlineData("user", "a\nb", "'user' holds a control character")]
    public async Task Set_BadValue_IsRefusedAndSaysWhy(string name, string value, string says)
    {
        await using var host = await HostAsync();

        var result = await SetAsync(host, (name, value));

        Assert.Equal(CommandStatus.Invalid, result.Status);
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_ByAnOperator_IsForbidden()
    {
        await using var host = await HostAsync();

        var result = await host.Get<SourceSettingCommands>()
            .SetAsync(Actors.Operator, "shop", new Dictionary<string, string?> { ["user"] = "x" }, CancellationToken.None);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
    }

    [Theory]
    [InlineData("settings: { a b: {} }", "is not a setting's name")]
    [InlineData("settings: { key: { type: secret, default: x } }", "a secret has no default")]
    [InlineData("settings: { n: { type: number, default: many } }", "is not a number")]
    [InlineData("settings: { n: { kind: number } }", "unknown key 'kind'")]
    [InlineData("login: { cookie: \"a={{ .Config.key }}\" }", "there is no setting 'key'")]
    [InlineData("login: { cookie: \"a={{ key }}\" }", "braces that are no setting")]
    [InlineData("login: { error: [.x] }", "says no way to sign in")]
    [InlineData("login: { form: { path: login } }", "the key 'fields' is missing")]
    [InlineData("login: { form: { path: login, selector: \"a[\", fields: {} } }", "login.form.selector")]
    [InlineData("login: { headers: { Host: x } }", "is set by the program")]
    [InlineData("fetch: { headers: { X-Key: \"{{ .Config.key }}\" } }", "there is no setting 'key'")]
    [InlineData("fetch: { robots: never }", "unknown value 'never'")]
    public void Read_Mistake_IsToldAtItsPlace(string yaml, string says)
    {
        var errors = SourceDefinitionReader.Read(TestSources.Yaml("shop") + yaml + "\n").Errors;

        Assert.Contains(errors, error => error.ToString().Contains(says, StringComparison.Ordinal));
    }

    private static async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        var saved = await host.Get<SourceCommands>()
            .SaveAsync(Actors.Admin, TestSources.Yaml("shop") + Declared, null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        return host;
    }

    private static Task<CommandResult<Source>> SetAsync(CoreHost host, params (string Name, string? Value)[] values) =>
        host.Get<SourceSettingCommands>()
            .SetAsync(Actors.Admin, "shop", values.ToDictionary(value => value.Name, value => value.Value), CancellationToken.None);
}
