using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Studio;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Logins;

public sealed class LoginTests : LoginRig
{
    [Theory, EachDatabase]
    public async Task Crawl_LoginForm_SendsHiddenFieldsAndStaysSignedInOverRuns(TestDatabase database)
    {
        await using var host = await HostAsync(Form, database: database);

        var first = await host.RunAsync();
        await using var next = await host.JoinAsync(configure: services => services.Allow(Site.Port));
        var second = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, JobStatus.Succeeded, 1), (first.Status, second.Status, Site.Logins));
        Assert.Equal(3, first.Counts.ItemsNew);
        var post = Assert.Single(Site.Posts);
        Assert.Equal(
            ["password=correct horse", "stay=yes", "token=t-1", "user=reader"],
            post.Select(field => $"{field.Key}={field.Value}").Order()
        );
        await using var context = await host.OpenAsync();
        var stored = await context.Set<StoredSession>().SingleAsync();
        Assert.DoesNotContain("s-1", stored.Cookies, StringComparison.Ordinal);
        Assert.DoesNotContain("session", stored.Cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Crawl_SessionEndsUnderWay_SignsInOnceMoreAndGoesOn()
    {
        Site.PagesASession = 2;
        await using var host = await HostAsync(Form);

        var job = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 3, 2), (job.Status, job.Counts.ItemsNew, Site.Logins));
    }

    [Fact]
    public async Task Crawl_SessionEndsAndTheSiteRefuses_IsAuthExpiredAndKeepsWhatWasRead()
    {
        Site.PagesASession = 2;
        await using var host = await HostAsync(Form);
        await host.AddJobAsync(JobStatus.Pending);
        var admitted = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        var running = host.Get<JobRunner>().RunAsync(admitted);
        await host.PumpAsync(
            Task.Run(async () =>
            {
                while (Site.Logins == 0)
                    await Task.Yield();
                Site.TakesLogins = false;
            })
        );

        await host.PumpAsync(running);

        var job = await host.JobAsync(admitted.Job.Id);
        Assert.Equal((JobStatus.Failed, ErrorClass.AuthExpired, 2), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
    }

    [Fact]
    public async Task Crawl_WrongPassword_SaysWhatTheSiteSaidWithoutThePassword()
    {
        await using var host = await HostAsync(Form, password: "s3cr3t-word");

        var job = await host.RunAsync();

        Assert.Equal((JobStatus.Failed, ErrorClass.AuthExpired), (job.Status, job.ErrorClass));
        Assert.Contains("No: … is wrong", job.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-word", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_SettingWithoutValue_SaysWhich()
    {
        await using var host = await HostAsync(Form, password: null);

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains("'password' has no value", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Site.Requests);
    }

    [Fact]
    public async Task Crawl_FormThatPostsElsewhere_IsNotSent()
    {
        await using var other = await Fetching.TestSite.StartAsync();
        Site.Action = $"http://127.0.0.1:{other.Port}/take";
        await using var host = await HostAsync(Form, alsoAllowed: other.Port);

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.Blocked, job.ErrorClass);
        Assert.Contains("not among the source's links", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Crawl_CookieOfASetting_IsSent()
    {
        await using var host = await HostAsync("login: { cookie: \"theme=dark; session={{ .Config.password }}\" }");

        await host.RunAsync();

        Assert.Contains("theme=dark; session=correct horse", Site.Requests.First().Headers["Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_HeaderOfASetting_IsSent()
    {
        await using var host = await HostAsync("login: { headers: { Authorization: \"Bearer {{ .Config.password }}\" } }");

        await host.RunAsync();

        Assert.Equal("Bearer correct horse", Site.Requests.First().Headers["Authorization"]);
    }

    [Fact]
    public async Task Preview_OfADefinitionThatIsNotStored_KeepsItsSessionInMemoryAlone()
    {
        var draft = Site.Yaml(Form.Replace("{{ .Config.password }}", MembersSite.Password, StringComparison.Ordinal))
            .Replace("id: shop", "id: draft", StringComparison.Ordinal);
        await using var host = await HostAsync(Form);
        var previews = host.Get<PreviewCommands>();

        var first = await previews.RunAsync(Actors.Admin, new PreviewRequest(draft), CancellationToken.None);
        var second = await previews.RunAsync(Actors.Admin, new PreviewRequest(draft), CancellationToken.None);

        Assert.Equal((1, 1, 1), (first.Value?.RowCount, second.Value?.RowCount, Site.Logins));
        await using var context = await host.OpenAsync();
        Assert.Empty(await context.Set<StoredSession>().ToListAsync());
    }

    [Fact]
    public async Task Preview_OfADefinitionThatIsNotStoredWithoutItsValues_SaysThatItHasToBeStoredFirst()
    {
        await using var host = await HostAsync(Form);

        var refused = await host.Get<PreviewCommands>()
            .RunAsync(
                Actors.Admin,
                new PreviewRequest(Site.Yaml(Form).Replace("id: shop", "id: draft", StringComparison.Ordinal)),
                CancellationToken.None
            );

        Assert.Contains(
            "'password' has no value. Values are kept for stored sources: store this one first",
            refused.Message,
            StringComparison.Ordinal
        );
    }
}
