using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>
/// Fills a login form in as a person would: reads the page, takes its hidden fields, sends it, and looks whether it worked.
/// </summary>
public sealed class LoginForm(IPageFetcher fetcher)
{
    private const int LongestQuote = 200;

    /// <summary>Whether the definition's test finds what only a person who is signed in sees; true where there is no test.</summary>
    public async Task<bool> IsSignedInAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken) =>
        (await CheckAsync(run, login, cancellationToken)).IsSignedIn;

    /// <summary>The same with what the test page shows instead.</summary>
    internal async Task<SignInCheck> CheckAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Test is not { } test)
            return SignInCheck.Passed;
        var address = Address(login, test.Path);
        try
        {
            var page = await FetchAsync(run, login, address, null, cancellationToken);
            var shown = Parse(login, page, cancellationToken);
            return new CompiledSelector(test.Selector).First(shown) is not null
                ? SignInCheck.Passed
                : Failed(login, address, page.Address, shown);
        }
        catch (FetchException refused) when (refused.Class == ErrorClass.AuthExpired)
        {
            return new SignInCheck($"{address.AbsolutePath} still wants a login");
        }
        catch (FetchException missing) when (missing.Class == ErrorClass.NotFound)
        {
            throw new FetchException(
                missing.Class,
                $"The page that tests the login is not there. Correct login.test.path. {missing.Message}",
                missing.Address,
                missing.Status,
                innerException: missing
            );
        }
    }

    /// <exception cref="FetchException">AuthExpired: the site refused, and what it said; LayoutChanged: the form is not there.</exception>
    public async Task SignInAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        var form = login.Definition.Login!.Form!;
        login.Session.Clear();
        var address = Address(login, form.Path);
        var page = await FormPageAsync(run, login, address, cancellationToken);
        var found = FoundForm.On(Parse(login, page, cancellationToken), page.Address, form);
        if (found.Lack is { } lack)
            await run.Log.WarnAsync($"{lack}, if the site does not add it by a script; it is sent all the same", page.Address.ToString());
        var filled = FilledForm.Of(found.Element, page.Address, login.Fields);
        var sent = Request(login, filled.Action, null);
        if (!sent.IsHome(filled.Action))
        {
            throw new FetchException(
                ErrorClass.Blocked,
                $"The login form would send the password to {HostGovernor.NameOf(filled.Action)}, which is not among the source's "
                    + $"links. Add it there if it is meant.",
                page.Address
            );
        }

        var answer = filled.IsPost
            ? await FetchAsync(run, login, filled.Action, filled.Fields, cancellationToken)
            : await FetchAsync(run, login, WithQuery(filled), null, cancellationToken);
        var shown = Parse(login, answer, cancellationToken);
        DemandNoError(login, shown, answer.Address, found.Lack);
        if (await CheckAsync(run, login, cancellationToken) is { Problem: { } problem } check)
        {
            throw check.IsOpen && !ShowsForm(form, shown)
                ? Untold(login, answer.Address, problem, found.Lack)
                : Refused(login, answer.Address, $"{problem}.{Advice(login, found.Lack)}");
        }

        await run.Log.InfoAsync($"Signed in at {HostGovernor.NameOf(address)}");
    }

    private async Task<FetchedPage> FormPageAsync(JobRun run, SourceLogin login, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(run, login, address, null, cancellationToken);
        }
        catch (FetchException missing) when (missing.Class == ErrorClass.NotFound)
        {
            throw new FetchException(
                missing.Class,
                $"The page of the login form is not there. Correct login.form.path. {missing.Message}",
                missing.Address,
                missing.Status,
                innerException: missing
            );
        }
    }

    /// <summary>Whether this page is what the site shows to someone who is not signed in (any more).</summary>
    internal static bool IsSignedOut(SourceLogin login, Uri asked, FetchedPage page, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Form is not { } form)
            return false;
        var address = Address(login, form.Path);
        if (page.Address.AbsolutePath == address.AbsolutePath && asked.AbsolutePath != address.AbsolutePath)
            return true;
        // Some sites show the form in place of the page. Pages without a password field need no closer look.
        if (login.Definition.Login.Test is not { } test || page.Body.Span.IndexOf("password"u8) < 0)
            return false;
        var shown = Parse(login, page, cancellationToken);
        return new CompiledSelector(test.Selector).First(shown) is null && ShowsForm(form, shown);
    }

    /// <summary>A cookie or key does not hold, and there is no form to fill in.</summary>
    internal static FetchException KeyRefused(SourceLogin login, SignInCheck check) =>
        Refused(
            login,
            login.Definition.Links[0],
            $"{check.Problem}. Set a new cookie or key at the "
                + $"source{(check.IsOpen ? ", or correct login.test: it has to name something that only a person who is signed in sees" : "")}."
        );

    private static bool ShowsForm(LoginFormDefinition form, IHtmlDocument page) =>
        new CompiledSelector(form.Selector).Each(page).Any(there => new CompiledSelector("input[type=password]").First(there) is not null);

    private static SignInCheck Failed(SourceLogin login, Uri asked, Uri came, IHtmlDocument shown)
    {
        var (wanted, sentOn) = (login.Definition.Login!, came.AbsolutePath != asked.AbsolutePath);
        var page = sentOn ? $"{asked.AbsolutePath} sends on to {came.AbsolutePath}, which" : asked.AbsolutePath;
        return wanted.Form is { } form && (ShowsForm(form, shown) || sentOn && came.AbsolutePath == Address(login, form.Path).AbsolutePath)
            ? new SignInCheck($"{page} shows the login form")
            : new SignInCheck($"{page} holds nothing that matches '{wanted.Test!.Selector}'", IsOpen: true);
    }

    /// <summary>The site did not refuse, so it may as well be the test that is wrong.</summary>
    private static FetchException Untold(SourceLogin login, Uri address, string problem, string? lack) =>
        new(
            ErrorClass.AuthExpired,
            login.Censor(
                $"{HostGovernor.NameOf(address)} took the login form without a complaint, but {problem}. If the user name and the "
                    + $"password are right, correct login.test: "
                    + $"it has to name something that only a person who is signed in sees.{Also(lack)}"
            ),
            address
        );

    private static string Advice(SourceLogin login, string? lack) =>
        lack is not null
            ? Also(lack)
            : $" Check the user name and the password at the "
                + $"source{(login.Definition.Login!.Errors.Count == 0 ? "; with login.error this message says what the site says" : "")}.";

    private static void DemandNoError(SourceLogin login, IHtmlDocument page, Uri address, string? lack)
    {
        foreach (var selector in login.Definition.Login!.Errors)
        {
            if (new CompiledSelector(selector).First(page)?.TextContent.Trim() is { } said)
            {
                throw Refused(
                    login,
                    address,
                    $"it says \"{said.Excerpt(LongestQuote)}\"{(said.EndsWith('.') ? "" : ".")}{(lack is null ? " Check the user name and the password at the source." : Also(lack))}"
                );
            }
        }
    }

    private static string Also(string? lack) => lack is null ? "" : $" {lack}.";

    private static FetchException Refused(SourceLogin login, Uri address, string why) =>
        new(ErrorClass.AuthExpired, login.Censor($"{HostGovernor.NameOf(address)} refused the login: {why}"), address);

    private static Uri WithQuery(FilledForm form) =>
        new UriBuilder(form.Action)
        {
            Query = string.Join('&', form.Fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")),
        }.Uri;

    private static Uri Address(SourceLogin login, string path) =>
        PathAddress.TryResolve(login.Definition.Links[0], path, new Dictionary<string, string>(), out var address)
            ? address
            : throw new JobFailedException(
                ErrorClass.Parse,
                $"The login's path '{path}' makes no address. Correct it in the source's definition."
            );

    private static IHtmlDocument Parse(SourceLogin login, FetchedPage page, CancellationToken cancellationToken) =>
        HtmlParsing.Parse(
            PageDecoder.Decode(page.Body, page.ContentType, page.IsRendered ? null : login.Definition.Fetch.Encoding),
            cancellationToken
        );

    // A person asked for this login; robots.txt is about crawling, and nearly every one forbids the login page.
    private static FetchRequest Request(SourceLogin login, Uri address, IReadOnlyList<KeyValuePair<string, string>>? fields)
    {
        var request = LoginRequest.Of(login, address);
        return request with
        {
            Body = fields is null ? null : RequestBody.OfForm(fields, repeatable: false),
            Fresh = true,
            Politeness = request.Politeness with { ObeyRobots = false },
        };
    }

    private Task<FetchedPage> FetchAsync(
        JobRun run,
        SourceLogin login,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>>? fields,
        CancellationToken cancellationToken
    ) => CountedFetch.FetchAsync(fetcher, run, Request(login, address, fields), cancellationToken);
}
