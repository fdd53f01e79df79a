using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The members' area of the shared origin, by definition alone.</summary>
public sealed class MembersTests
{
    [OriginTheory]
    [InlineData("open-sesame", JobStatus.Succeeded)]
    [InlineData("nonsense", JobStatus.Failed)]
    public async Task Crawl_BehindALogin_ReadsTheGuidesOrSaysWhatTheSiteSaid(string password, JobStatus status)
    {
        await using var origin = await OriginServer.StartAsync();
        await using var host = await CoreHostCrawls.CreateAsync(Yaml(origin), services => services.Allow(origin.Address.Port));
        await host.Get<SourceSettingCommands>()
            .SetAsync(
                Actors.Admin,
                "shop",
                new Dictionary<string, string?> { ["user"] = "reader", ["password"] = password },
                CancellationToken.None
            );

        var job = await host.RunAsync();

        Assert.True(job.Status == status, job.ErrorMessage);
        if (status == JobStatus.Succeeded)
        {
            Assert.Equal(25, job.Counts.ItemsNew);
            return;
        }

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains("Wrong user name or password.", job.ErrorMessage, StringComparison.Ordinal);
    }

    private static string Yaml(OriginServer origin) =>
        $$$"""
            version: 1
            id: shop
            name: Members
            kind: catalog
            links: ["{{{origin.Address}}}"]
            identity: externalId
            fetch: { delay: 0s }
            settings:
              user: { label: User name }
              password: { type: secret }
            login:
              form:
                path: login
                fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" }
              error: [p.error]
              test: { path: members/, selector: "a#logout" }
            paths:
              catalog:
                path: members/
                rows: { selector: li.guide }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: a }

            """;
}
