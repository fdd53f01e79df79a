using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Api;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api.Refusals;

/// <summary>A refusal names the value that is wrong, and is only told to those who may do the thing at all.</summary>
[Collection(PortalHostCollection.Name)]
public sealed partial class ErrorFieldTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Missing = "00000000-0000-0000-0000-000000000001";
    private const string Schedules = "/scheduler/jobs";
    private const string Schedule = "/scheduler/jobs/catalog-sync:demo";

    // Stands for the version that the schedule has by now.
    private const string Version = "VERSION";

    [Theory]
    [InlineData("POST", Schedules, """{"task":"no-such","sourceId":"demo","cron":"@daily"}""", 422, "task")]
    [InlineData("POST", Schedules, """{"task":"cleanup","sourceId":"demo","cron":"@daily"}""", 422, "task")]
    [InlineData("POST", Schedules, """{"task":"guide-crawl","sourceId":"demo","cron":"@daily"}""", 422, "task")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"nothing","cron":"@daily"}""", 404, "sourceId")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"demo","cron":"61 * * * *"}""", 422, "cron")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"demo"}""", 422, "cron")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"demo","intervalSeconds":1}""", 422, "intervalSeconds")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"demo","cron":"@daily","timeZone":"Mars/X"}""", 422, "timeZone")]
    [InlineData("POST", Schedules, """{"task":"catalog-sync","sourceId":"demo","cron":"@daily","name":"At night"}""", 422, "name")]
    [InlineData("PUT", Schedule, """{"cron":"61 * * * *","version":VERSION}""", 422, "cron")]
    [InlineData("PUT", Schedule, """{"intervalSeconds":1,"version":VERSION}""", 422, "intervalSeconds")]
    [InlineData("PUT", Schedule, """{"timeZone":"Mars/X","version":VERSION}""", 422, "timeZone")]
    [InlineData("DELETE", Schedule, "", 422, "id")]
    [InlineData("POST", "/tasks", """{"task":"no-such","sourceId":"demo"}""", 422, "task")]
    [InlineData("POST", "/tasks", """{"task":"guide-crawl","sourceId":"demo"}""", 422, "task")]
    [InlineData("POST", "/tasks", """{"task":"cleanup","sourceId":"demo"}""", 422, "sourceId")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"nothing"}""", 404, "sourceId")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"mode":"odd"}}""", 422, "parameters.mode")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"maxPages":0}}""", 422, "parameters.maxPages")]
    [InlineData("POST", "/admin/parser/emergency-stop/reason", "{}", 400, "reason")]
    [InlineData("POST", "/admin/parser/emergency-stop/reason", """{"reason":" "}""", 400, "reason")]
    [InlineData("POST", "/admin/parser/emergency-stop/reset", """{"reason":"x","confirm":"reset","version":1}""", 400, "confirm")]
    [InlineData("PATCH", $"/items/{Missing}", "{}", 400, "fields")]
    [InlineData("PATCH", $"/items/{Missing}", """{"fields":{"title":"x"},"release":["title"]}""", 400, "fields.title")]
    [InlineData("PATCH", "/sources/demo/settings", """{"nothing":"x"}""", 400, "nothing")]
    [InlineData("POST", "/keys", """{"name":"old","role":"viewer","expiresAt":"2001-01-01T00:00:00Z"}""", 400, "expiresAt")]
    [InlineData("POST", "/people/invite", """{"email":"nobody","role":"viewer"}""", 400, "email")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"manual","mode":"auto","reason":"x","version":1}""", 400, "mode")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":1,"retryMax":2}""", 400, "body")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":1,"RetryMax":2}""", 400, "RetryMax")]
    [InlineData("PATCH", "/sources/demo/settings", """{"key":"x","key":"y"}""", 400, "key")]
    [InlineData("PATCH", $"/items/{Missing}", """{"fields":{"title":"x","title":"y"}}""", 400, "fields.title")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"path":"catalgo"}}""", 422, "parameters.path")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"path":"top"}}""", 422, "parameters.path")]
    [InlineData("POST", "/tasks", """{"task":"x","parameters":{"maxPages":1,"maxPages":2}}""", 400, "parameters.maxPages")]
    public async Task Refusal_OfAValue_NamesIt(string method, string path, string body, int status, string field)
    {
        if (body.Contains(Version, StringComparison.Ordinal))
        {
            var version = (await host.Admin.GetAsync(path)).Expect(200).GetProperty("version");
            body = body.Replace(Version, $"{version}", StringComparison.Ordinal);
        }

        var problem = (await host.Admin.SendTextAsync(new HttpMethod(method), path, body, "application/json")).ExpectProblem(status);

        Assert.Equal(field, ApiAnswer.FieldOf(problem));
    }

    [Theory]
    [InlineData("GET", "/no/such/address", "", 404, "address")]
    [InlineData("GET", "/sources/nothing", "", 404, "id")]
    [InlineData("GET", "/images/nothing", "", 404, "name")]
    [InlineData("DELETE", "/keys/nothing", "", 404, "id")]
    [InlineData("DELETE", "/sources/demo?items=7", "", 409, "items")]
    [InlineData("POST", "/sources/demo/paths/nothing/accept-layout", """{"reason":"x"}""", 404, "path")]
    [InlineData("PUT", Schedule, """{"enabled":true,"version":0}""", 409, "version")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","reason":"x"}""", 400, "version")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","reason":"x","version":0}""", 409, "version")]
    [InlineData("POST", "/admin/parser/emergency-stop/reset", """{"reason":"x","confirm":"RESET","version":1}""", 409, "address")]
    [InlineData("POST", "/items/delete", """{"filter":{},"count":7,"reason":"x"}""", 409, "count")]
    public async Task Refusal_OverHowThingsAre_NamesWhatOfTheCallItIsAbout(
        string method,
        string path,
        string body,
        int status,
        string field
    ) =>
        Assert.Equal(
            field,
            ApiAnswer.FieldOf(
                (await host.Admin.SendTextAsync(new HttpMethod(method), path, body, "application/json")).ExpectProblem(status)
            )
        );

    /// <summary>What routing and the policies refuse, before an endpoint is asked: at every address of the API.</summary>
    [Fact]
    public async Task Refusal_BeforeAnyEndpoint_NamesThePartOfTheCall()
    {
        foreach (var route in Routes)
        {
            var path = PathOf(route);
            await RefusesAsync(host.Admin, "BREW", path, null, 405, "method");
            if (route.Metadata.GetMetadata<IAcceptsMetadata>() is { } takes)
            {
                await RefusesAsync(host.Admin, MethodOf(route), path, "text/csv", 415, "Content-Type");
                var empty = await host.Admin.SendTextAsync(new HttpMethod(MethodOf(route)), path, "", takes.ContentTypes[0]);
                Assert.InRange(empty.Status, 400, 404);
                empty.ExpectProblem(empty.Status);
            }

            if (route.Metadata.GetMetadata<IAllowAnonymous>() is null && MethodOf(route) == "GET")
                await RefusesAsync(host.Anonymous, "GET", path, null, 401, "Authorization");
        }
    }

    private static async Task RefusesAsync(ApiClient client, string method, string path, string? type, int status, string field)
    {
        var content = type is null ? null : new StringContent("{}", Encoding.UTF8) { Headers = { ContentType = new(type) } };
        var answer = await client.SendAsync(new HttpMethod(method), path, content);
        Assert.True(answer.Status == status, $"{method} {path}: {answer.Status} in place of {status}");
        Assert.Equal(field, ApiAnswer.FieldOf(answer.ExpectProblem(status)));
    }

    [Theory]
    [InlineData("name: A shop", "name: \"a\\0b\"", "name")]
    [InlineData("name: A shop", "name: a\0b", "body")]
    [InlineData("kind: catalog", "kind: odd", "kind")]
    public async Task Refusal_OfADefinition_NamesItsFirstMistake(string right, string wrong, string field)
    {
        var yaml = TestSources.Yaml("other").Replace(right, wrong, StringComparison.Ordinal);

        foreach (var path in new[] { "/sources/validate", "/sources" })
        {
            var problem = (await host.Admin.SendTextAsync(HttpMethod.Post, path, yaml, "application/yaml")).ExpectProblem(422);

            Assert.Equal((field, true), (problem.GetProperty("field").GetString(), problem.GetProperty("errors").GetArrayLength() > 0));
        }
    }

    [Fact]
    public async Task Refusal_OfWhoMayNot_SaysNothingOfTheirCall()
    {
        var (viewer, @operator) = (await host.ClientAsync(Role.Viewer), await host.ClientAsync(Role.Operator));
        var acting = Routes.Where(route => MethodOf(route) != "GET").ToList();
        foreach (var route in acting)
        {
            var (path, needed) = (PathOf(route), NeededBy(route));
            var type = route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json";
            foreach (var (client, role) in new[] { (viewer, Role.Viewer), (@operator, Role.Operator) })
            {
                if (role < needed)
                    (await client.SendTextAsync(new HttpMethod(MethodOf(route)), path, "{", type)).ExpectProblem(403);
            }
        }

        Assert.Equal(
            ["DELETE /people/{id}/sessions", "POST /sources/validate"],
            acting.Where(route => NeededBy(route) == Role.Viewer).Select(route => $"{MethodOf(route)} {route.RoutePattern.RawText}").Order()
        );
        var entry = (await host.Admin.GetAsync("/audit?action=api.call&outcome=denied&limit=1")).Expect(200).GetProperty("items")[0];
        Assert.Equal(JsonValueKind.String, entry.GetProperty("entityId").ValueKind);
    }

    /// <summary>Another try would meet the same, so nobody is told to try again: someone was quicker, or it is a fault.</summary>
    [Fact]
    public async Task Refusal_OfAValueByTheDatabase_IsNoOutage()
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync("CREATE UNIQUE INDEX ux_twins ON api_keys (name)");
        await context.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER tr_odd BEFORE INSERT ON api_keys WHEN NEW.name = 'odd' BEGIN SELECT RAISE(ABORT, 'odd'); END"
        );

        (await host.Admin.PostAsync("/keys", new { name = "twin", role = "viewer" })).Expect(201);
        (await host.Admin.PostAsync("/keys", new { name = "twin", role = "viewer" })).ExpectProblem(409);
        (await host.Admin.PostAsync("/keys", new { name = "odd", role = "viewer" })).ExpectProblem(500);
    }

    private IEnumerable<RouteEndpoint> Routes =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<ApiMark>() is not null);

    /// <summary>With a name of nothing wherever it asks for one.</summary>
    private static string PathOf(RouteEndpoint route) => Placeholder().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), "nothing");

    private static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    private static Role NeededBy(RouteEndpoint route) => route.Metadata.OfType<Role>().LastOrDefault();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
