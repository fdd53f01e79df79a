using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>Fills a login form in as a person would: reads the page, takes its hidden fields, sends it, and looks whether it worked.</summary>
public sealed class LoginForm(IPageFetcher fetcher)
{
    private const int LongestQuote = 200;

    /// <summary>Whether the definition's test finds what only a person who is signed in sees; true where there is no test.</summary>
    public async Task<bool> IsSignedInAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Test is not { } test)
            return true;
        try
        {
            var page = await FetchAsync(run, login, Address(login, test.Path), null, cancellationToken);
            return new CompiledSelector(test.Selector).First(Parse(login, page, cancellationToken)) is not null;
        }
        catch (FetchException refused) when (refused.Class == ErrorClass.AuthExpired)
        {
            return false;
        }
    }

    /// <exception cref="FetchException">AuthExpired: the site refused, and what it said; LayoutChanged: the form is not there.</exception>
    public async Task SignInAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Form is not { } form)
            throw Refused(login, login.Definition.Links[0], "what only a person who is signed in sees is not on its test page. Set a new cookie or key at the source.");
        login.Session.Clear();
        var address = Address(login, form.Path);
        var page = await FetchAsync(run, login, address, null, cancellationToken);
        var filled = FilledForm.Read(Parse(login, page, cancellationToken), page.Address, form.Selector, login.Fields)
            ?? throw new FetchException(ErrorClass.LayoutChanged, $"The login page has no form '{form.Selector}'. Check login.form.selector in the source's definition.", page.Address);
        var sent = Request(login, filled.Action, null);
        if (!sent.IsHome(filled.Action))
            throw new FetchException(
                ErrorClass.Blocked, $"The login form would send the password to {HostGovernor.NameOf(filled.Action)}, which is not among the source's links. Add it there if it is meant.", page.Address);
        var answer = filled.IsPost
            ? await FetchAsync(run, login, filled.Action, filled.Fields, cancellationToken)
            : await FetchAsync(run, login, WithQuery(filled), null, cancellationToken);
        DemandNoError(login, Parse(login, answer, cancellationToken), answer.Address);
        if (!await IsSignedInAsync(run, login, cancellationToken))
            throw Refused(login, answer.Address, $"the page to test it does not show '{login.Definition.Login.Test!.Selector}'. Check the user name, the password and login.test.");
        await run.Log.InfoAsync($"Signed in at {HostGovernor.NameOf(address)}");
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
        return new CompiledSelector(test.Selector).First(shown) is null
            && new CompiledSelector(form.Selector).First(shown) is { } there && new CompiledSelector("input[type=password]").First(there) is not null;
    }

    private static void DemandNoError(SourceLogin login, IHtmlDocument page, Uri address)
    {
        foreach (var selector in login.Definition.Login!.Errors)
            if (new CompiledSelector(selector).First(page)?.TextContent.Trim() is { } said)
                throw Refused(login, address, $"it says \"{(said.Length <= LongestQuote ? said : said[..LongestQuote] + "…")}\". Check the source's settings.");
    }

    private static FetchException Refused(SourceLogin login, Uri address, string why) =>
        new(ErrorClass.AuthExpired, login.Censor($"{HostGovernor.NameOf(address)} refused the login: {why}"), address);

    private static Uri WithQuery(FilledForm form) => new UriBuilder(form.Action)
    {
        Query = string.Join('&', form.Fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")),
    }.Uri;

    private static Uri Address(SourceLogin login, string path) =>
        PathAddress.TryResolve(login.Definition.Links[0], path, new Dictionary<string, string>(), out var address)
            ? address
            : throw new JobFailedException(ErrorClass.Parse, $"The login's path '{path}' makes no address. Correct it in the source's definition.");

    private static IHtmlDocument Parse(SourceLogin login, FetchedPage page, CancellationToken cancellationToken) =>
        HtmlParsing.Parse(PageDecoder.Decode(page.Body, page.ContentType, page.IsRendered ? null : login.Definition.Fetch.Encoding), cancellationToken);

    // A person asked for this login; robots.txt is about crawling, and nearly every one forbids the login page.
    private static FetchRequest Request(SourceLogin login, Uri address, IReadOnlyList<KeyValuePair<string, string>>? fields)
    {
        var request = LoginRequest.Of(login, address);
        return request with { Body = fields is null ? null : RequestBody.OfForm(fields, repeatable: false), Fresh = true, Politeness = request.Politeness with { ObeyRobots = false } };
    }

    private Task<FetchedPage> FetchAsync(
        JobRun run, SourceLogin login, Uri address, IReadOnlyList<KeyValuePair<string, string>>? fields, CancellationToken cancellationToken) =>
        CountedFetch.FetchAsync(fetcher, run, Request(login, address, fields), cancellationToken);
}
