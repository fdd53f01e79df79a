using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>The whole portal on a port and in a folder of its own.</summary>
internal sealed class SignInHost : IAsyncDisposable
{
    public const string Email = "admin@example.org";
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private SignInHost(DirectoryInfo folder, WebApplication app) => (_folder, _app) = (folder, app);

    public IServiceProvider Services => _app.Services;

    public string Folder => _folder.FullName;

    public string Address => _app.Urls.First();

    public static async Task<SignInHost> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("parseradmin-auth-");
        var app = Portal.Build([
            "--urls",
            "http://127.0.0.1:0",
            $"--ParserAdmin:DataDirectory={folder.FullName}",
            "--ParserAdmin:Demo=false",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None",
            .. settings,
        ]);
        await app.StartAsync();
        return new SignInHost(folder, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public HttpClient Client() => TestHttp.Client(Address);

    public async Task<Person> AddAsync(Role role, string email = Email) =>
        (await Get<PeopleCommands>().AddAsync(Actor.System, email, role, Password, default)).Value!;

    public async Task<string> KeyAsync(Role role) =>
        (await Get<KeyCommands>().AddAsync(Actor.System, "test", role, null, null, default)).Value!.Secret;

    public async Task<HttpClient> SignedInAsync(string email = Email)
    {
        var client = Client();
        var answer = await SignInAsync(client, email, Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return client;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string email, string password) =>
        SubmitAsync(client, "/account/sign-in", "/account/sign-in", ("email", email), ("password", password));

    /// <summary>Opens a page, takes its token and sends its form, as a browser does.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient client,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var document = new HtmlParser().ParseDocument(await client.GetStringAsync(page));
        var token = document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, action);
        request.Headers.Accept.ParseAdd("text/html");
        request.Content = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await client.SendAsync(request);
    }

    public static HttpRequestMessage WithKey(HttpMethod method, string path, string key)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", key);
        return request;
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string action) =>
        await Get<AuditQueries>().RecentAsync(new AuditFilter(Action: action), null, 100, default);

    public async Task<ParserDbContext> ContextAsync() => await Get<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
