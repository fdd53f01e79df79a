using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Browser;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

[Collection(BrowserCollection.Name)]
public sealed class RenderingTests : IDisposable
{
    private const string List =
        "<!doctype html><meta charset=utf-8><ul></ul><script>fetch('/data').then(r => r.json()).then(d => { "
        + "document.querySelector('ul').innerHTML = d.map(x => `<li>${x}</li>`).join('') })</script>";
    private readonly BrowserRig _rig;
    private readonly TestRun _run = new();

    public RenderingTests(BrowserRig rig)
    {
        _rig = rig;
        _rig.Site.Requests.Clear();
        _rig.Site.Answer = Serve(("/", List), ("/data", "[\"Ünïcödé 本\",\"two\"]"));
    }

    public void Dispose() => _run.Dispose();

    [BrowserFact]
    public async Task Fetch_PageMadeByItsScript_IsReadAsMade()
    {
        var page = await _rig.FetchAsync(_run, "/");

        Assert.Contains("<li>Ünïcödé 本</li><li>two</li>", Encoding.UTF8.GetString(page.Body.Span), StringComparison.Ordinal);
        Assert.Equal(
            ("text/html; charset=utf-8", 200, true, _rig.Site.At("/")),
            (page.ContentType, page.Status, page.IsRendered, page.Address)
        );
        // The document is asked for once: the browser is given what was fetched.
        Assert.Equal(["/", "/data"], _rig.Site.Requests.Select(request => request.Path));
        Assert.Equal(2, page.Requests);
        Assert.Equal(2, _run.Demands);
        Assert.All(
            _rig.Site.Requests,
            request => Assert.StartsWith("ParserAdmin/", request.Headers["User-Agent"], StringComparison.Ordinal)
        );
        Assert.Equal("ok", _rig.Pool.State().Status);
    }

    [BrowserFact]
    public async Task Fetch_WaitedForIsThereLate_IsWaitedFor()
    {
        _rig.Site.Answer = Serve(("/", "<body><script>setTimeout(() => document.body.innerHTML = '<b class=late>x</b>', 1500)</script>"));

        var page = await _rig.FetchAsync(_run, "/", new PageRendering(".late, .none", TimeSpan.FromSeconds(20)));

        Assert.Contains("class=\"late\"", Encoding.UTF8.GetString(page.Body.Span), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Fetch_WaitedForNeverComes_IsATimeoutThatSaysWhatToDo()
    {
        // A post is never repeated: one attempt is enough here.
        var request = new FetchRequest(_rig.Site.At("/"), FetchRig.Hasty)
        {
            Body = RequestBody.OfForm([], repeatable: false),
            Rendering = new PageRendering(".never", TimeSpan.FromMilliseconds(200)),
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(_run, request));

        Assert.Equal(ErrorClass.Timeout, error.Class);
        Assert.Contains(".never", error.Message, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Fetch_PageThatGoesOnElsewhere_IsReadThere()
    {
        _rig.Site.Answer = Serve(("/", "<script>location.href = '/there'</script>"), ("/there", "<p id=there>"));

        var page = await _rig.FetchAsync(_run, "/", new PageRendering("#there", TimeSpan.FromSeconds(20)));

        Assert.Equal(_rig.Site.At("/there"), page.Address);
    }

    [BrowserFact]
    public async Task Fetch_PageThatGoesOnToAnError_HasItsClass()
    {
        _rig.Site.Answer = context =>
            context.Request.Path == "/" ? Html(context, "<script>location.href = '/gone'</script>") : Send(context, 404);

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(_run, "/"));

        Assert.Equal(ErrorClass.NotFound, error.Class);
    }

    [BrowserFact]
    public async Task Fetch_Session_IsTheSourcesInAndOut()
    {
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path == "/data")
                context.Response.Headers.SetCookie = "fresh=2; Path=/; HttpOnly";
            return context.Request.Path == "/" ? Html(context, List) : context.Response.WriteAsync("[]");
        };
        var session = new FetchSession();
        session.Add(_rig.Site.At("/"), "sid=1");

        await _rig.FetchAsync(
            _run,
            new FetchRequest(_rig.Site.At("/"), FetchRig.Hasty) { Rendering = BrowserRig.AtRest, Session = session }
        );

        Assert.Equal("sid=1", _rig.Site.Requests.Last().Headers["Cookie"]);
        Assert.Contains("fresh", session.TakeChanges(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Fetch_NextPageOfTheSameRun_UsesTheBrowsersCache()
    {
        _rig.Site.Answer = context =>
        {
            context.Response.Headers.CacheControl = context.Request.Path == "/app.js" ? "max-age=3600" : "no-store";
            return context.Request.Path == "/app.js" ? context.Response.WriteAsync("1") : Html(context, "<script src=/app.js></script>");
        };

        await _rig.FetchAsync(_run, "/one");
        await _rig.FetchAsync(_run, "/two");

        Assert.Single(_rig.Site.Requests, request => request.Path == "/app.js");
    }

    [BrowserFact]
    public async Task Fetch_EmergencyStopWhileRendering_EndsAtOnceAndNothingLeavesLater()
    {
        var polled = new TaskCompletionSource();
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path == "/poll")
                polled.TrySetResult();
            return context.Request.Path == "/"
                ? Html(context, "<script>setInterval(() => fetch('/poll'), 20)</script>")
                : context.Response.WriteAsync("x");
        };
        var fetch = _rig.FetchAsync(_run, "/", new PageRendering(".never", TimeSpan.FromMinutes(1)));
        await polled.Task.WaitAsync(FetchRig.Patience);
        var watch = Stopwatch.StartNew();

        _run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
        var sent = _rig.Site.Requests.Count(request => request.Path == "/poll");
        using var next = new TestRun();
        _rig.Site.Answer = Serve(("/", List), ("/data", "[]"));
        await _rig.FetchAsync(next, "/");
        Assert.Equal(sent, _rig.Site.Requests.Count(request => request.Path == "/poll"));
    }

    [BrowserFact]
    public async Task Fetch_BrowserKilledWhileRendering_IsDoneByANewOne()
    {
        var asked = new TaskCompletionSource();
        var first = true;
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path != "/data")
                return Html(context, List);
            if (!first)
                return context.Response.WriteAsync("[\"new\"]");
            first = false;
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var fetch = _rig.FetchAsync(_run, "/", new PageRendering("li", TimeSpan.FromSeconds(60)));
        await asked.Task.WaitAsync(FetchRig.Patience);
        var crashes = _rig.Pool.State().Crashes;

        await ChromiumProcesses.KillAsync(_rig.Pool.Current!.Browser);

        Assert.Contains("<li>new</li>", Encoding.UTF8.GetString((await fetch).Body.Span), StringComparison.Ordinal);
        Assert.Equal(crashes + 1, _rig.Pool.State().Crashes);
        Assert.Contains(_rig.Events, e => e.Kind == FetchEventKind.Retrying);
    }

    [BrowserFact]
    public async Task Render_DocumentOfAnHttpsSite_IsShownAsFromThere()
    {
        var address = new Uri("https://secure.example/shop");
        const string page = "<body><script>document.body.innerHTML = `<b>${isSecureContext} ${location.href}</b>`</script>";
        var document = new FetchedPage(address, 200, "text/html", Encoding.UTF8.GetBytes(page), null, null, false, TimeSpan.Zero, 0, 1);
        var context = new FetchContext(_run, new FetchRequest(address, FetchRig.Hasty), [], _run.Stopping);
        using var render = new RenderContext(context, document, BrowserRig.AtRest, new BrowserOptions(), TimeProvider.System);
        var tab = await _rig.Pool.RentAsync(address, "https", "Tester/1.0", CancellationToken.None);
        tab.Session.Begin(render);

        var (shown, body, isClosed) = await _rig.Get<PageRenderer>().RenderAsync(tab, render, address);

        _rig.Pool.Return(tab, isClean: isClosed);
        Assert.True(isClosed);
        Assert.Equal(address, shown);
        Assert.Contains("<b>true https://secure.example/shop</b>", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    private static Func<HttpContext, Task> Serve(params (string Path, string Body)[] pages) =>
        context =>
            pages.FirstOrDefault(page => page.Path == context.Request.Path) is { Body: { } body }
                ? Html(context, body)
                : Send(context, 404);

    private static Task Html(HttpContext context, string body)
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(body);
    }

    private static Task Send(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
