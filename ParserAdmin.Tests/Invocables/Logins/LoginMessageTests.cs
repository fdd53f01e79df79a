using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Logins;

/// <summary>What a person is told when a login does not work: the place to correct, and what stands there.</summary>
public sealed class LoginMessageTests : LoginRig
{
    [Fact]
    public async Task Crawl_FormWithoutAField_SaysWhichItLacksAndWhichItHas()
    {
        await using var host = await HostAsync(Form.Replace("{ user:", "{ name:", StringComparison.Ordinal));

        var job = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, Site.Logins)); // The site does not ask for it, so all went well …
        await using var context = await host.OpenAsync();
        var warning = Assert.Single(await context.Set<JobLogLine>().Where(line => line.Level == JobLogLevel.Warning).ToListAsync());
        Assert.Contains(
            "The form on /login has no field 'name'; it has: token, user, password, stay, ads, go.",
            warning.Message,
            StringComparison.Ordinal
        );

        Site.TakesLogins = false;
        await using var refused = await HostAsync(Form.Replace("{ user:", "{ name:", StringComparison.Ordinal));
        var failed = await refused.RunAsync();

        // … and where it does not, that is the reason, not the password.
        Assert.Equal(ErrorClass.AuthExpired, failed.ErrorClass);
        Assert.Contains(
            "has no field 'name'; it has: token, user, password, stay, ads, go. Correct login.form.fields.",
            failed.ErrorMessage,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Check the", failed.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "selector: \"form#up\", ",
        "The login page /login has no form 'form#up'. It has: form#other with q; form#in with token, user, password, stay, ads, go. "
            + "Correct login.form.selector."
    )]
    [InlineData("selector: \"form#other\", ", "The form on /login has no fields 'user', 'password'; it has: q.")]
    [InlineData("selector: \"input[name=user]\", ", "'input[name=user]' is a <input>, and there is no form in it.")]
    [InlineData("selector: body, ", "Write login.form.selector: \"body form\".")]
    public async Task Crawl_WrongForm_SaysWhichThereAreAndSendsNothing(string selector, string message)
    {
        await using var host = await HostAsync(Form.Replace("selector: \"form#in\", ", selector, StringComparison.Ordinal));

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.LayoutChanged, job.ErrorClass);
        Assert.Contains(message, job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Site.Posts);
        Assert.Equal(["/login"], Site.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("javascript:void(0)")]
    [InlineData("http://[")]
    public async Task Crawl_FormThatAScriptSends_SaysWhatToDo(string action)
    {
        Site.Action = action;
        await using var host = await HostAsync(Form);

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.LayoutChanged, job.ErrorClass);
        Assert.Contains($"The form on /login is sent to '{action}', which is no web address.", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(Site.Posts);
    }

    [Fact]
    public async Task Crawl_SeveralFormsWithoutTheFields_SaysWhatEachHas()
    {
        await using var host = await HostAsync(
            Form.Replace("selector: \"form#in\", ", "", StringComparison.Ordinal)
                .Replace("user: \"{{", "mail: \"{{", StringComparison.Ordinal)
                .Replace("password: \"{{", "pass: \"{{", StringComparison.Ordinal)
        );

        var job = await host.RunAsync();

        Assert.Contains(
            "2 forms on /login match 'form', and none has the fields 'mail', 'pass'. There are: form#other with q; form#in with",
            job.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Crawl_NoSelectorAndASearchFormAbove_TakesTheFormThatHasTheFields()
    {
        await using var host = await HostAsync(Form.Replace("selector: \"form#in\", ", "", StringComparison.Ordinal));

        Assert.Equal((JobStatus.Succeeded, 1), ((await host.RunAsync()).Status, Site.Logins));
    }

    [Fact]
    public async Task Crawl_TestThatMatchesNothingThoughTheFormWasTaken_SuspectsTheTest()
    {
        await using var host = await HostAsync(Form.Replace("a#logout", "a.signout", StringComparison.Ordinal));

        var job = await host.RunAsync();

        Assert.Equal((ErrorClass.AuthExpired, 1), (job.ErrorClass, Site.Logins));
        Assert.Contains(
            "took the login form without a complaint, but /members/0 holds nothing that matches 'a.signout'. If the user name and the "
                + "password are right, correct login.test",
            job.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Crawl_WrongPasswordWithoutErrorSelector_SaysThatTheFormIsThereStillAndWhatWouldTellMore()
    {
        await using var host = await HostAsync(Form.Replace("  error: [p.error]\n", "", StringComparison.Ordinal), password: "wrong");

        var job = await host.RunAsync();

        Assert.Contains(
            "/members/0 sends on to /login, which shows the login form. Check the user name and the password at the source; with "
                + "login.error",
            job.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Crawl_TestPageThatIsNotThere_NamesTheKey()
    {
        await using var host = await HostAsync(Form.Replace("test: { path: members/0", "test: { path: nowhere", StringComparison.Ordinal));

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.NotFound, job.ErrorClass);
        Assert.Contains("The page that tests the login is not there. Correct login.test.path.", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_LoginPageThatIsNotThere_NamesTheKey()
    {
        await using var host = await HostAsync(Form.Replace("path: login", "path: nowhere", StringComparison.Ordinal));

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.NotFound, job.ErrorClass);
        Assert.Contains("The page of the login form is not there. Correct login.form.path.", job.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_CookieThatDoesNotHold_SaysWhatTheTestPageShows()
    {
        await using var host = await HostAsync(
            "login: { cookie: \"session={{ .Config.password }}\", test: { path: members/0, selector: \"a#logout\" } }"
        );

        var job = await host.RunAsync();

        Assert.Equal(ErrorClass.AuthExpired, job.ErrorClass);
        Assert.Contains(
            "/members/0 sends on to /login, which holds nothing that matches 'a#logout'. Set a new cookie or key at the source",
            job.ErrorMessage,
            StringComparison.Ordinal
        );
    }
}
