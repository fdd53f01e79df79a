using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Core.Studio;
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

    [Fact]
    public async Task Crawl_FormWithoutAField_SaysWhichItLacksAndWhichItHas()
    {
        await using var host = await HostAsync(Form.Replace("{ user:", "{ name:", StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, _site.Logins)); // The site does not ask for it, so all went well …
        await using var context = await host.OpenAsync();
        var warning = Assert.Single(await context.Set<JobLogLine>().Where(line => line.Level == JobLogLevel.Warning).ToListAsync());
        Assert.Contains("The form on /login has no field 'name'; it has: token, user, password, stay, ads, go.", warning.Message, StringComparison.Ordinal);

        _site.TakesLogins = false;
        await using var refused = await HostAsync(Form.Replace("{ user:", "{ name:", StringComparison.Ordinal));
        var failed = await CrawlAsync(refused);

        // … and where it does not, that is the reason, not the password.
        Assert.Equal(ErrorClass.AuthExpired, failed.ErrorClass);
        Assert.Contains("has no field 'name'; it has: token, user, password, stay, ads, go. Correct login.form.fields.", failed.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("Check the", failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("selector: \"form#up\", ", "The login page /login has no form 'form#up'. It has: form#other with q; form#in with token, user, password, stay, ads, go. Correct login.form.selector.")]
    [InlineData("selector: \"form#other\", ", "The form on /login has no fields 'user', 'password'; it has: q.")]
    [InlineData("selector: \"input[name=user]\", ", "'input[name=user]' is a <input>, and there is no form in it.")]
    [InlineData("selector: body, ", "Write login.form.selector: \"body form\".")]
    public async Task Crawl_WrongForm_SaysWhichThereAreAndSendsNothing(string selector, string message)
    {
        await using var host = await HostAsync(Form.Replace("selector: \"form#in\", ", selector, StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.LayoutChanged, job.ErrorClass);
        Assert.Contains(message, job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(_site.Posts);
        Assert.Equal(["/login"], _site.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Crawl_SeveralFormsWithoutTheFields_SaysWhatEachHas()
    {
        await using var host = await HostAsync(Form.Replace("selector: \"form#in\", ", "", StringComparison.Ordinal).Replace("user: \"{{", "mail: \"{{", StringComparison.Ordinal).Replace("password: \"{{", "pass: \"{{", StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Contains("2 forms on /login match 'form', and none has the fields 'mail', 'pass'. There are: form#other with q; form#in with", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_NoSelectorAndASearchFormAbove_TakesTheFormThatHasTheFields()
    {
        await using var host = await HostAsync(Form.Replace("selector: \"form#in\", ", "", StringComparison.Ordinal));

        Assert.Equal((JobStatus.Succeeded, 1), ((await CrawlAsync(host)).Status, _site.Logins));
    }

    [Fact]
    public async Task Crawl_TestThatMatchesNothingThoughTheFormWasTaken_SuspectsTheTest()
    {
        await using var host = await HostAsync(Form.Replace("a#logout", "a.signout", StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Equal((ErrorClass.AuthExpired, 1), (job.ErrorClass, _site.Logins));
        Assert.Contains("took the login form without a complaint, but /members/0 holds nothing that matches 'a.signout'. If the user name and the password are right, correct login.test", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_WrongPasswordWithoutErrorSelector_SaysThatTheFormIsThereStillAndWhatWouldTellMore()
    {
        await using var host = await HostAsync(Form.Replace("  error: [p.error]\n", "", StringComparison.Ordinal), password: "wrong");

        var job = await CrawlAsync(host);

        Assert.Contains("/members/0 sends on to /login, which shows the login form. Check the user name and the password at the source; with login.error", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_TestPageThatIsNotThere_NamesTheKey()
    {
        await using var host = await HostAsync(Form.Replace("test: { path: members/0", "test: { path: nowhere", StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.NotFound, job.ErrorClass);
        Assert.Contains("The page that tests the login is not there. Correct login.test.path.", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_LoginPageThatIsNotThere_NamesTheKey()
    {
        await using var host = await HostAsync(Form.Replace("path: login", "path: nowhere", StringComparison.Ordinal));

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.NotFound, job.ErrorClass);
        Assert.Contains("The page of the login form is not there. Correct login.form.path.", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_CookieThatDoesNotHold_SaysWhatTheTestPageShows()
    {
        await using var host = await HostAsync("login: { cookie: \"session={{ .Config.password }}\", test: { path: members/0, selector: \"a#logout\" } }");

        var job = await CrawlAsync(host);

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains("/members/0 sends on to /login, which holds nothing that matches 'a#logout'. Set a new cookie or key at the source", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfADefinitionThatIsNotStored_KeepsItsSessionInMemoryAlone()
    {
        var draft = _site.Yaml(Form.Replace("{{ .Config.password }}", MembersSite.Password, StringComparison.Ordinal)).Replace("id: shop", "id: draft", StringComparison.Ordinal);
        await using var host = await HostAsync(Form);
        var previews = host.Get<PreviewCommands>();

        var first = await previews.RunAsync(Actors.Admin, new PreviewRequest(draft), CancellationToken.None);
        var second = await previews.RunAsync(Actors.Admin, new PreviewRequest(draft), CancellationToken.None);

        Assert.Equal((1, 1, 1), (first.Value?.RowCount, second.Value?.RowCount, _site.Logins));
        await using var context = await host.OpenAsync();
        Assert.Empty(await context.Set<StoredSession>().ToListAsync());
    }

    [Fact]
    public async Task Preview_OfADefinitionThatIsNotStoredWithoutItsValues_SaysThatItHasToBeStoredFirst()
    {
        await using var host = await HostAsync(Form);

        var refused = await host.Get<PreviewCommands>().RunAsync(
            Actors.Admin, new PreviewRequest(_site.Yaml(Form).Replace("id: shop", "id: draft", StringComparison.Ordinal)), CancellationToken.None);

        Assert.Contains("'password' has no value. Values are kept for stored sources: store this one first", refused.Message, StringComparison.Ordinal);
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
