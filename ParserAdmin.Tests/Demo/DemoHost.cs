using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Demo;

namespace ParserAdmin.Tests.Demo;

/// <summary>The demo site alone in a host, with a clock of its own.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoHost(WebApplication app, DemoClock clock)
    {
        (_app, Clock) = (app, clock);
        Client = app.GetTestClient();
    }

    public DemoClock Clock { get; }

    public HttpClient Client { get; }

    public static async Task<DemoHost> StartAsync()
    {
        var clock = new DemoClock(new DateTime(2026, 5, 4, 13, 37, 12, 345));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock).AddDemo();
        var app = builder.Build();
        app.MapDemo();
        await app.StartAsync();
        return new DemoHost(app, clock);
    }

    /// <summary>Asks as a polite parser does: once more after a 429.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        var answer = await Client.GetAsync(path);
        return (int)answer.StatusCode == 429 ? await Client.GetAsync(path) : answer;
    }

    public async Task<IHtmlDocument> PageAsync(string path) =>
        new HtmlParser().ParseDocument(await (await GetAsync(path)).Content.ReadAsStringAsync());

    public async Task<JsonElement> JsonAsync(string path) => JsonSerializer.Deserialize<JsonElement>(await Client.GetStringAsync(path));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
