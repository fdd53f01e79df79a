using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Logins;

/// <summary>A members' site, and a host whose source signs in there.</summary>
public abstract class LoginRig : IAsyncLifetime
{
    internal const string Form = """
        login:
          form: { path: login, selector: "form#in", fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" } }
          error: [p.error]
          test: { path: members/0, selector: "a#logout" }
        """;

    internal MembersSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await MembersSite.StartAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();

    internal async Task<CoreHost> HostAsync(
        string login,
        string? password = MembersSite.Password,
        int? alsoAllowed = null,
        TestDatabase database = TestDatabase.Sqlite
    )
    {
        var host = await CoreHostCrawls.CreateAsync(
            Site.Yaml(login),
            services => services.Allow(Site.Port, alsoAllowed ?? Site.Port),
            database
        );
        if (password is not null)
        {
            await host.Get<SourceSettingCommands>()
                .SetAsync(Actors.Admin, "shop", new Dictionary<string, string?> { ["password"] = password }, CancellationToken.None);
        }

        return host;
    }
}
