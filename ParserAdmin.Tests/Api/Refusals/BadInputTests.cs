using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api.Refusals;

[Collection(PortalHostCollection.Name)]
public sealed class BadInputTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Missing = "00000000-0000-0000-0000-000000000001";

    [Theory]
    [InlineData("/tasks/recent?limit=0", "limit")]
    [InlineData("/tasks/recent?limit=501", "limit")]
    [InlineData("/tasks/recent?limit=ten", "limit")]
    [InlineData("/tasks/recent?limit=1&limit=2", "limit")]
    [InlineData("/tasks/recent?status=gone", "status")]
    [InlineData("/tasks/recent?status=1", "status")]
    [InlineData("/tasks/recent?cursor=%25%25", "cursor")]
    [InlineData("/tasks/recent?cursor=aXRlbXM6MQ", "cursor")]
    [InlineData("/tasks/recent?sourceId=a%00b", "sourceId")]
    [InlineData("/tasks/recent?scheduleId=a%00b", "scheduleId")]
    [InlineData("/scheduler/jobs?limit=0", "limit")]
    [InlineData("/scheduler/jobs?cursor=x", "cursor")]
    [InlineData("/scheduler/arming?limit=many", "limit")]
    [InlineData("/dead-letters?state=gone", "state")]
    [InlineData("/dead-letters?errorClass=Odd", "errorClass")]
    [InlineData("/dead-letters?grouped=maybe", "grouped")]
    [InlineData("/dead-letters?cursor=x", "cursor")]
    [InlineData("/sources?cursor=x", "cursor")]
    [InlineData("/items?changedSince=yesterday", "changedSince")]
    [InlineData("/items?gone=maybe", "gone")]
    [InlineData("/audit?from=31.12.2026", "from")]
    [InlineData("/audit?to=2026-13-01", "to")]
    [InlineData("/audit?outcome=odd", "outcome")]
    [InlineData("/audit?cursor=YXVkaXQ6YWJj", "cursor")]
    [InlineData("/admin/parser/logs?after=-1", "after")]
    [InlineData("/admin/parser/logs?jobId=7", "jobId")]
    [InlineData("/admin/parser/logs?level=loud", "level")]
    [InlineData("/admin/parser/logs/stream?jobId=7", "jobId")]
    [InlineData("/nodes?limit=-1", "limit")]
    [InlineData("/people/1/sessions?cursor=x", "cursor")]
    [InlineData("/sources/demo/paths?limit=0", "limit")]
    [InlineData("/hosts?limit=99999999999999999999", "limit")]
    public async Task Get_WithABadValue_Is400NamingTheField(string path, string field) =>
        Assert.Equal(field, (await host.Admin.GetAsync(path)).ExpectProblem(400).GetProperty("field").GetString());

    [Theory]
    [InlineData("POST", "/admin/parser/mode", "{", "body")]
    [InlineData("POST", "/admin/parser/mode", "", "body")]
    [InlineData("POST", "/admin/parser/mode", "null", "body")]
    [InlineData("POST", "/admin/parser/mode", "[]", "body")]
    [InlineData("POST", "/admin/parser/mode", "{}", "mode")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"sometimes"}""", "mode")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":1}""", "mode")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","reason":7}""", "reason")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","reason":"\u0000"}""", "reason")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","reason":"\ud800"}""", "reason")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","version":"7"}""", "version")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","version":99999999999999999999}""", "version")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","mood":"good"}""", "mood")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":"many"}""", "retryMax")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":1.5}""", "retryMax")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":null}""", "retryMax")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"mode":"auto"}""", "mode")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"enableAutoupdate":"yes"}""", "enableAutoupdate")]
    [InlineData("PATCH", "/admin/parser/settings", """{"retryMax":3}""", "version")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"retryMax":100000}""", "retryMax")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("PATCH", "/admin/parser/settings", """{"version":1,"timeZone":"localtime"}""", "timeZone")]
    [InlineData("POST", "/admin/parser/mode", """{"mode":"auto","version":1}""", "reason")]
    [InlineData("POST", "/admin/parser/emergency-stop/reset", """{"confirm":"RESET","version":1}""", "reason")]
    [InlineData("POST", "/admin/parser/emergency-stop/reset", """{"reason":"x","version":1}""", "confirm")]
    [InlineData("POST", "/admin/parser/emergency-stop/reset", """{"reason":"x","confirm":"RESET"}""", "version")]
    [InlineData("PUT", "/scheduler/jobs/catalog-sync:demo", "{}", "version")]
    [InlineData("POST", "/scheduler/jobs/catalog-sync:demo/pause", "{}", "reason")]
    [InlineData("POST", "/sources/demo/pause", """{"reason":" "}""", "reason")]
    [InlineData("POST", "/sources/demo/paths/catalog/accept-layout", "{}", "reason")]
    [InlineData("POST", "/dead-letters/dismiss", """{"ids":[1]}""", "reason")]
    [InlineData("POST", "/tasks", "{}", "task")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync"}""", "sourceId")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"maxPages":"all"}}""", "parameters.maxPages")]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"pages":1}}""", "parameters.pages")]
    [InlineData("POST", "/scheduler/jobs", "", "body")]
    [InlineData("POST", "/scheduler/jobs", """{"sourceId":"demo","cron":"@daily"}""", "task")]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","cron":"@daily"}""", "sourceId")]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","when":"@daily"}""", "when")]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","intervalSeconds":"5"}""", "intervalSeconds")]
    [InlineData("PUT", "/scheduler/jobs/catalog-sync:demo", """{"overlap":"sometimes"}""", "overlap")]
    [InlineData("POST", "/scheduler/jobs/catalog-sync:demo/pause", "", "body")]
    [InlineData("POST", "/dead-letters/replay", "{}", "ids")]
    [InlineData("POST", "/dead-letters/replay", """{"ids":[1],"filter":{}}""", "ids")]
    [InlineData("POST", "/dead-letters/dismiss", """{"ids":["one"]}""", "ids[0]")]
    [InlineData("POST", "/dead-letters/dismiss", """{"filter":{"state":"open"}}""", "filter.state")]
    [InlineData("POST", "/sources/demo/pause", "", "body")]
    public async Task Acting_WithABadBody_Is400NamingTheField(string method, string path, string body, string field) =>
        Assert.Equal(
            field,
            (await host.Admin.SendTextAsync(new HttpMethod(method), path, body, "application/json"))
                .ExpectProblem(400)
                .GetProperty("field")
                .GetString()
        );

    [Theory]
    [InlineData("GET", "/tasks/abc", "", 404)]
    [InlineData("GET", $"/tasks/{Missing}", "", 404)]
    [InlineData("GET", "/items/abc", "", 404)]
    [InlineData("GET", $"/items/{Missing}", "", 404)]
    [InlineData("GET", "/sources/nothing", "", 404)]
    [InlineData("GET", "/tasks/a/b/c", "", 404)]
    [InlineData("POST", "/tasks/abc/cancel", "", 404)]
    [InlineData("POST", $"/tasks/{Missing}/retry", "", 404)]
    [InlineData("GET", "/scheduler/jobs/nothing", "", 404)]
    [InlineData("PUT", "/scheduler/jobs/nothing", """{"enabled":false,"version":1}""", 404)]
    [InlineData("DELETE", "/scheduler/jobs/nothing", "", 404)]
    [InlineData("POST", "/scheduler/jobs/nothing/pause", """{"reason":"x"}""", 404)]
    [InlineData("POST", "/scheduler/jobs/nothing/resume", "", 404)]
    [InlineData("POST", "/scheduler/jobs/nothing/run", "", 404)]
    [InlineData("PATCH", "/scheduler/jobs/catalog-sync:demo", "{}", 405)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"nothing","cron":"@daily"}""", 404)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"no-such","sourceId":"demo","cron":"@daily"}""", 422)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo"}""", 422)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","cron":"61 * * * *"}""", 422)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","name":"At night","cron":"@daily"}""", 422)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"catalog-sync","sourceId":"demo","cron":"@daily","timeZone":"Mars/Olympus"}""", 422)]
    [InlineData("POST", "/scheduler/jobs/catalog-sync:demo/pause", """{"reason":" "}""", 400)]
    [InlineData("POST", "/scheduler/jobs/guide-crawl:demo/run", "", 404)]
    [InlineData("POST", "/scheduler/jobs", """{"task":"guide-crawl","sourceId":"demo","cron":"@daily"}""", 422)]
    [InlineData("POST", "/tasks", """{"task":"guide-crawl","sourceId":"demo"}""", 422)]
    [InlineData("PATCH", $"/items/{Missing}", """{"fields":{"title":"x"}}""", 404)]
    [InlineData("PATCH", "/items/abc", """{"fields":{"title":"x"}}""", 404)]
    [InlineData("PATCH", $"/items/{Missing}", """{"fields":{"title":{}}}""", 400)]
    [InlineData("DELETE", "/scheduler/jobs/catalog-sync:demo", "", 422)]
    [InlineData("POST", "/sources/nothing/resume", "", 404)]
    [InlineData("DELETE", "/tasks/recent", "", 405)]
    [InlineData("POST", "/sources/demo/pause", """{"reason":" "}""", 400)]
    [InlineData("POST", "/sources/nothing/pause", """{"reason":"x"}""", 404)]
    [InlineData("POST", "/tasks", """{"task":"no-such","sourceId":"demo"}""", 422)]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"nothing"}""", 404)]
    [InlineData("POST", "/tasks", """{"task":"catalog-sync","sourceId":"demo","parameters":{"maxPages":0}}""", 422)]
    public async Task Call_OfWhatIsNotThere_IsAProblem(string method, string path, string body, int status) =>
        (await host.Admin.SendTextAsync(new HttpMethod(method), path, body, "application/json")).ExpectProblem(status);

    /// <summary>
    /// What no endpoint answers: an address of nobody, a method or a type that an address does not take, with and without a key.
    /// </summary>
    [Theory]
    [InlineData("GET", "/no/such/address", 404)]
    [InlineData("DELETE", "/health/live", 405)]
    [InlineData("PUT", "/metrics", 405)]
    [InlineData("DELETE", "/openapi/v1.json", 405)]
    [InlineData("POST", "/audit", 405)]
    [InlineData("DELETE", "/account/sign-in", 405)]
    public async Task Call_ThatNothingTakes_IsAProblemWithABody(string method, string path, int status)
    {
        (await host.Admin.SendAsync(new HttpMethod(method), path, null)).ExpectProblem(status);
        var anonymous = await host.Anonymous.SendAsync(new HttpMethod(method), path, null);
        Assert.Contains(anonymous.Status, (int[])[400, 401, status]);
        anonymous.ExpectProblem(anonymous.Status);
    }

    [Fact]
    public async Task Call_WithAnotherContentType_Is415() =>
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/tasks", "{}", "text/csv")).ExpectProblem(415);

    [Fact]
    public async Task Call_WithABodyBeyondTheLimit_Is413() =>
        (await host.Admin.SendTextAsync(HttpMethod.Post, "/tasks", new string(' ', 70_000), "application/json")).ExpectProblem(413);
}
