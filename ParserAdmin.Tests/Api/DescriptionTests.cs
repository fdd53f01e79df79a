using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Api;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class DescriptionTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Routes =
    [
        "post /admin/parser/mode",
        "post /admin/parser/emergency-stop",
        "post /admin/parser/emergency-stop/reset",
        "post /admin/parser/emergency-stop/reason",
        "get /admin/parser/settings",
        "patch /admin/parser/settings",
        "get /admin/parser/dashboard",
        "get /admin/parser/logs",
        "get /admin/parser/logs/stream",
        "get /scheduler/status",
        "get /scheduler/jobs",
        "get /scheduler/jobs/{id}",
        "put /scheduler/jobs/{id}",
        "post /scheduler/jobs/{id}/pause",
        "post /scheduler/jobs/{id}/resume",
        "post /scheduler/jobs/{id}/run",
        "get /tasks/recent",
        "get /tasks/{id}",
        "post /tasks",
        "post /tasks/{id}/cancel",
        "post /tasks/{id}/retry",
        "get /sources",
        "get /sources/{id}",
        "put /sources/{id}",
        "post /sources",
        "post /sources/validate",
        "post /sources/preview",
        "delete /sources/{id}",
        "post /sources/{id}/pause",
        "post /sources/{id}/resume",
        "get /items",
        "get /items/{id}",
        "get /items/export",
        "get /audit",
        "get /audit/verify",
        "get /nodes",
        "get /hosts",
        "get /health",
        "get /health/live",
        "get /health/ready",
        "get /health/details",
        "get /system",
    ];

    [Fact]
    public async Task Document_HoldsEveryRouteOfTheContract()
    {
        var document = (await host.Admin.GetAsync("/openapi/v1.json")).Expect(200);

        var described = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"))
            .ToList();

        Assert.Empty(Routes.Except(described));
        Assert.DoesNotContain(described, route => route.Contains("/demo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_TellsTheBoundsOfEveryNumberInTheSettings()
    {
        var schemas = (await host.Admin.GetAsync("/openapi/v1.json")).Expect(200).GetProperty("components").GetProperty("schemas");

        var number = schemas.GetProperty("SettingsPatchRequest").GetProperty("properties").GetProperty("maxConcurrency");

        Assert.Equal((1, 64), (number.GetProperty("minimum").GetInt32(), number.GetProperty("maximum").GetInt32()));
    }

    [Fact]
    public void Routes_OfTheApi_StateTheirPolicy()
    {
        var routes = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiMark>() is not null)
            .ToList();

        Assert.True(routes.Count >= Routes.Length);
        Assert.All(
            routes,
            route =>
                Assert.True(
                    route.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not null
                        || route.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                    route.DisplayName
                )
        );
    }

    [Fact]
    public async Task HealthDetails_NamesTheSchedulersPulseAsMonitoringKnowsIt()
    {
        var details = (await host.Admin.GetAsync("/health/details")).Expect(200);

        var scheduler = details.GetProperty("scheduler");
        Assert.Equal(5, scheduler.GetProperty("interval_sec").GetInt32());
        Assert.NotEmpty(scheduler.GetProperty("lock_owner").GetString()!);
        Assert.Contains(scheduler.GetProperty("status").GetString(), new[] { "ok", "stale", "down" });
        Assert.True(scheduler.TryGetProperty("last_tick_ts", out _));
        Assert.Equal(
            ("sqlite", true),
            (
                details.GetProperty("database").GetProperty("provider").GetString(),
                details.GetProperty("database").GetProperty("reachable").GetBoolean()
            )
        );
        Assert.True(details.GetProperty("disk").GetProperty("freeBytes").GetInt64() > 0);
        Assert.Equal(1, details.GetProperty("sources").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task System_TellsEveryoneHowItIs_AndAdminsWhereItLies()
    {
        (await host.Anonymous.GetAsync("/system")).ExpectProblem(401);

        var seen = (await (await host.ClientAsync(Role.Viewer)).GetAsync("/system")).Expect(200);
        var whole = (await host.Admin.GetAsync("/system")).Expect(200);

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("dataDirectory").ValueKind);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("databasePlace").ValueKind);
        Assert.True(Directory.Exists(whole.GetProperty("dataDirectory").GetString()));
        Assert.Contains("parseradmin.db", whole.GetProperty("databasePlace").GetString());
        Assert.Equal("folder", seen.GetProperty("dataProtectionKeys").GetString());
        Assert.Equal("Coravel", whole.GetProperty("engine").GetString());
        Assert.True(whole.GetProperty("databaseBytes").GetInt64() > 0);
        Assert.Equal("sqlite", whole.GetProperty("health").GetProperty("database").GetProperty("provider").GetString());
    }
}
