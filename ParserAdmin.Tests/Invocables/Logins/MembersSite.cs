using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Tests.Fetching;

namespace ParserAdmin.Tests.Invocables.Logins;

/// <summary>A site with a login form, hidden fields and three pages for members.</summary>
internal sealed class MembersSite : IAsyncDisposable
{
    public const string Password = "correct horse";
    private const int Pages = 3;

    private readonly TestSite _site;
    private int _sessions;

    private MembersSite(TestSite site) => _site = site;

    public int Port => _site.Port;

    public int Logins { get; private set; }

    /// <summary>Sessions end once they have seen this many pages.</summary>
    public int PagesASession { get; set; } = int.MaxValue;

    /// <summary>Whether the login works at all.</summary>
    public bool TakesLogins { get; set; } = true;

    /// <summary>Where the form is sent to.</summary>
    public string Action { get; set; } = "/login?next=%2Fmembers";

    /// <summary>What was posted.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Posts { get; } = new();

    public IEnumerable<(string Path, Dictionary<string, string> Headers)> Requests => _site.Requests;

    private string? Session { get; set; }

    private int Seen { get; set; }

    public static async Task<MembersSite> StartAsync()
    {
        var site = new MembersSite(await TestSite.StartAsync());
        site._site.Answer = site.AnswerAsync;
        return site;
    }

    public string Yaml(string login) =>
        $$$"""
            version: 1
            id: shop
            name: Members
            kind: catalog
            links: ["http://127.0.0.1:{{{Port}}}/"]
            identity: externalId
            fetch: { delay: 0s, robots: ignore }
            settings:
              user: { default: reader }
              password: { type: secret }
            {{{login}}}
            paths:
              catalog:
                path: members/1
                rows: { selector: li }
                fields:
                  externalId: { attribute: data-id }
                  title: {}
                pagination: { next: { selector: a.next }, maxPages: 9 }

            """;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var path = context.Request.Path.Value!;
        if (path == "/login")
            await LoginAsync(context);
        else if (path.StartsWith("/members/", StringComparison.Ordinal))
            await MembersAsync(context, int.Parse(path["/members/".Length..], System.Globalization.CultureInfo.InvariantCulture));
        else
            context.Response.StatusCode = 404;
    }

    private async Task LoginAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.SetCookie = "visit=1; Path=/";
            await context.Response.WriteAsync(
                $"<form id=other><input name=q></form><form id=in method=post action='{Action}'><input type=hidden name=token "
                    + $"value=t-{++_sessions}><input name=user><input name=password type=password>"
                    + "<input type=checkbox name=stay value=yes checked><input type=checkbox name=ads value=yes><input type=submit "
                    + "name=go value=Go></form>"
            );
            return;
        }

        var form = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        Posts.Enqueue(form);
        if (
            !TakesLogins
            || form.GetValueOrDefault("password") != Password
            || form.GetValueOrDefault("token") != $"t-{_sessions}"
            || !context.Request.Headers.Cookie.ToString().Contains("visit=1", StringComparison.Ordinal)
        )
        {
            await context.Response.WriteAsync($"<form id=in><p class=error>No: {form.GetValueOrDefault("password")} is wrong</p></form>");
            return;
        }

        Logins++;
        (Session, Seen) = ($"s-{_sessions}", 0);
        context.Response.Headers.SetCookie = $"session={Session}; Path=/; HttpOnly; SameSite=Lax; Expires=Wed, 01 Jan 2031 00:00:00 GMT";
        context.Response.Redirect("/members/0");
    }

    private async Task MembersAsync(HttpContext context, int page)
    {
        if (
            Session is null
            || !context.Request.Headers.Cookie.ToString().Contains($"session={Session}", StringComparison.Ordinal)
            || (page > 0 && Seen++ >= PagesASession)
        )
        {
            context.Response.Redirect("/login?next=/members");
            return;
        }

        var next = page < Pages ? $"<a class=next href=/members/{page + 1}>next</a>" : "";
        await context.Response.WriteAsync($"<a id=logout href=/logout>out</a><ul><li data-id={page}>Guide {page}</li></ul>{next}");
    }
}
