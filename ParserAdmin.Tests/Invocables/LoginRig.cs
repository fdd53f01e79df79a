using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A members' site, and a host whose source signs in there.</summary>
public abstract class LoginRig : IAsyncLifetime
{
    internal const string Form =
        """
        login:
          form: { path: login, selector: "form#in", fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" } }
          error: [p.error]
          test: { path: members/0, selector: "a#logout" }
        """;

    internal MembersSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await MembersSite.StartAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();

    internal async Task<CoreHost> HostAsync(string login, string? password = MembersSite.Password, int? alsoAllowed = null, TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services =>
        {
            Allow(services);
            services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{alsoAllowed ?? Site.Port}"));
        });
        var saved = await host.Get<SourceCommands>().SaveAsync(Actors.Admin, Site.Yaml(login), null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        if (password is not null)
            await host.Get<SourceSettingCommands>().SetAsync(Actors.Admin, "shop", new Dictionary<string, string?> { ["password"] = password }, CancellationToken.None);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    internal void Allow(IServiceCollection services) =>
        services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{Site.Port}"));

    internal static async Task<ParserJob> CrawlAsync(CoreHost host)
    {
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted, CancellationToken.None));
        return await host.JobAsync(admitted.Job.Id);
    }
}
