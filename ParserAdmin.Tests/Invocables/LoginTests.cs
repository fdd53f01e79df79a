using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

public sealed class LoginTests : IAsyncLifetime
{
    private const string Form =
        """
        login:
          form: { path: login, selector: "form#in", fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" } }
          error: [p.error]
          test: { path: members/0, selector: "a#logout" }
        """;

    private MembersSite _site = null!;

    public async Task InitializeAsync() => _site = await MembersSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory, EachDatabase]
    public async Task Crawl_LoginForm_SendsHiddenFieldsAndStaysSignedInOverRuns(TestDatabase database)
    {
        await using var host = await HostAsync(Form, database: database);

        var first = await CrawlAsync(host);
        await using var next = await host.JoinAsync(configure: Allow);
        var second = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, JobStatus.Succeeded, 1), (first.Status, second.Status, _site.Logins));
        Assert.Equal(3, first.Counts.ItemsNew);
        var post = Assert.Single(_site.Posts);
        Assert.Equal(["password=correct horse", "stay=yes", "token=t-1", "user=reader"], post.Select(field => $"{field.Key}={field.Value}").Order());
        await using var context = await host.OpenAsync();
        var stored = await context.Set<StoredSession>().SingleAsync();
        Assert.DoesNotContain("s-1", stored.Cookies, StringComparison.Ordinal);
        Assert.DoesNotContain("session", stored.Cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Crawl_SessionEndsUnderWay_SignsInOnceMoreAndGoesOn()
    {
        _site.PagesASession = 2;
        await using var host = await HostAsync(Form);

        var job = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, 3, 2), (job.Status, job.Counts.ItemsNew, _site.Logins));
    }

    [Fact]
    public async Task Crawl_SessionEndsAndTheSiteRefuses_IsAuthExpiredAndKeepsWhatWasRead()
    {
        _site.PagesASession = 2;
        await using var host = await HostAsync(Form);
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        var running = host.Get<JobRunner>().RunAsync(admitted, CancellationToken.None);
        await host.PumpAsync(Task.Run(async () =>
        {
            while (_site.Logins == 0)
                await Task.Yield();
            _site.TakesLogins = false;
        }));

        await host.PumpAsync(running);

        var job = await host.JobAsync(admitted.Job.Id);
        Assert.Equal((JobStatus.Failed, ErrorClass.AuthExpired, 2), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
    }

    [Fact]
    public async Task Crawl_WrongPassword_SaysWhatTheSiteSaidWithoutThePassword()
    {
        await using var host = await HostAsync(Form, password: "s3cr3t-word");

        var job = await CrawlAsync(host);

        Assert.Equal((JobStatus.Failed, ErrorClass.AuthExpired), (job.Status, job.ErrorClass));
        Assert.Contains("No: … is wrong", job.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-word", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_SettingWithoutValue_SaysWhich()
    {
        await using var host = await HostAsync(Form, password: null);

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains("'password' has no value", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task Crawl_FormThatPostsElsewhere_IsNotSent()
    {
        await using var other = await Fetching.TestSite.StartAsync();
        _site.Action = $"http://127.0.0.1:{other.Port}/take";
        await using var host = await HostAsync(Form, alsoAllowed: other.Port);

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.Blocked, job.ErrorClass);
        Assert.Contains("not among the source's links", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Crawl_CookieOfASetting_IsSent()
    {
        await using var host = await HostAsync("login: { cookie: \"theme=dark; session={{ .Config.password }}\" }");

        await CrawlAsync(host);

        Assert.Contains("theme=dark; session=correct horse", _site.Requests.First().Headers["Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_HeaderOfASetting_IsSent()
    {
        await using var host = await HostAsync("login: { headers: { Authorization: \"Bearer {{ .Config.password }}\" } }");

        await CrawlAsync(host);

        Assert.Equal("Bearer correct horse", _site.Requests.First().Headers["Authorization"]);
    }

    private async Task<CoreHost> HostAsync(string login, string? password = MembersSite.Password, int? alsoAllowed = null, TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services =>
        {
            Allow(services);
            services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{alsoAllowed ?? _site.Port}"));
        });
        var saved = await host.Get<SourceCommands>().SaveAsync(Actors.Admin, _site.Yaml(login), null, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Message);
        if (password is not null)
            await host.Get<SourceSettingCommands>().SetAsync(Actors.Admin, "shop", new Dictionary<string, string?> { ["password"] = password }, CancellationToken.None);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    private void Allow(IServiceCollection services) =>
        services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{_site.Port}"));

    private static async Task<ParserJob> CrawlAsync(CoreHost host)
    {
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        await host.PumpAsync(host.Get<JobRunner>().RunAsync(admitted, CancellationToken.None));
        return await host.JobAsync(admitted.Job.Id);
    }
}
