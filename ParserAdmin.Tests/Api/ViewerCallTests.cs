using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Api;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>
/// Whatever a viewer sends, nothing changes. The calls are those that the program has: a new one is among them by itself.
/// </summary>
[Collection(PortalHostCollection.Name)]
public sealed partial class ViewerCallTests(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>What a viewer may send: it stores nothing, or it is about themselves.</summary>
    private static readonly string[] Allowed = ["POST /sources/validate", "POST /account/sign-out"];

    private static readonly string[] State =
    [
        "/admin/parser/settings",
        "/sources",
        "/sources/demo",
        "/sources/demo/paths",
        "/sources/demo/settings",
        "/scheduler/jobs",
        "/tasks/recent",
        "/items",
        "/people",
        "/keys",
        "/dead-letters",
    ];

    [Fact]
    public async Task CallsThatChangeSomething_ByAViewer_AreRefusedByTheirCommandsAndChangeNothing()
    {
        var names = await NamesAsync();
        var viewer = await host.ClientAsync(Role.Viewer);
        var before = await StateAsync();
        var calls = Calls().ToList();
        Assert.True(calls.Count > 30, $"{calls.Count} calls");

        foreach (var (method, route) in calls)
        {
            var path = names.Aggregate(PathOf(route), (path, name) => path.Replace(name.Key, name.Value, StringComparison.Ordinal));
            Assert.False(path.Contains('{', StringComparison.Ordinal), $"{method} {path}: say here what it is to be about");
            using var body = Body(route);
            var answer = await viewer.SendAsync(new HttpMethod(method), path, body);

            // A page takes no forms; the refusal of all else is about the role.
            var isPage = route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
            Assert.True(
                isPage ? answer.Status is >= 400 and < 500 : answer.Status == 403,
                $"{method} {path}: {answer.Status} {answer.Text}"
            );
        }

        Assert.Equal(before, await StateAsync());
        await AssertOnRecordAsync(calls.Count(call => call.Route.Metadata.GetMetadata<ApiMark>() is not null));
    }

    /// <summary>Each by the command itself: one that never got there ("api.call") was not tried.</summary>
    private async Task AssertOnRecordAsync(int calls)
    {
        var denied = await host.Admin.PagesAsync("/audit?outcome=denied&limit=200");
        Assert.Equal([], denied.Where(entry => entry.GetProperty("action").GetString() == "api.call").Select(entry => entry.ToString()));
        Assert.Equal(calls, denied.Count);
    }

    private IEnumerable<(string Method, RouteEndpoint Route)> Calls() =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.Metadata.GetMetadata<IAllowAnonymous>() is null && !PathOf(route).StartsWith("/_", StringComparison.Ordinal)
            )
            .SelectMany(route =>
                (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Method: method, Route: route))
            )
            .Where(call => !HttpMethods.IsGet(call.Method) && !HttpMethods.IsHead(call.Method) && !HttpMethods.IsOptions(call.Method))
            .Where(call => !Allowed.Contains($"{call.Method} {PathOf(call.Route)}"));

    private static string PathOf(RouteEndpoint route) => $"/{route.RoutePattern.RawText!.Trim('/')}";

    /// <summary>What the call takes, filled so that it is not refused for its form.</summary>
    private static StringContent? Body(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAcceptsMetadata>() switch
        {
            null => null,
            { ContentTypes: ["application/yaml", ..] } => new StringContent(TestSources.Yaml("demo"), null, "application/yaml"),
            { RequestType: var type } => new StringContent(CallBodies.Of(type!), null, "application/json"),
        };

    /// <summary>One of each thing that a call may name.</summary>
    private async Task<Dictionary<string, string>> NamesAsync()
    {
        await host.AddAdminAsync();
        var contexts = host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>();
        var job = ParserJob.Request(
            CatalogSync.Definition.Name,
            "demo",
            JobTrigger.Person,
            "test",
            JobParameters.None,
            0,
            DateTime.UnixEpoch
        );
        job.Cancel("test", null, DateTime.UnixEpoch);
        await using (var context = await contexts.CreateDbContextAsync())
        {
            context.Add(job);
            await context.SaveChangesAsync();
        }

        await using (var run = await OpenRun.BeginAsync(contexts, "demo"))
        {
            var draft = StoredItems.Draft("solaris", "Solaris");
            await host
                .Services.GetRequiredService<ItemStore>()
                .SaveAsync(run, [new IdentifiedItem("solaris", draft)], CancellationToken.None);
        }

        return new Dictionary<string, string>
        {
            ["/scheduler/jobs/{id}"] = "/scheduler/jobs/catalog-sync:demo",
            ["/sources/{id}"] = "/sources/demo",
            ["/paths/{path}"] = "/paths/catalog",
            ["/tasks/{id}"] = $"/tasks/{job.Id}",
            ["/items/{id}"] = $"/items/{await FirstIdAsync("/items")}",
            ["/people/{id}"] = $"/people/{await FirstIdAsync("/people")}",
            ["/keys/{id}"] = $"/keys/{await FirstIdAsync("/keys")}",
            ["/portal/sources/{Id}"] = "/portal/sources/demo",
            ["/portal/items/{Id}"] = "/portal/items/1",
            ["/portal/jobs/{Id:guid}"] = $"/portal/jobs/{job.Id}",
        };
    }

    private async Task<string> FirstIdAsync(string list) =>
        (await host.Admin.GetAsync(list)).Expect(200).GetProperty("items")[0].GetProperty("id").ToString();

    /// <summary>All that can be read, without times: they pass.</summary>
    private async Task<string> StateAsync()
    {
        var texts = new List<string>();
        foreach (var path in State)
            texts.Add($"{path}: {Time().Replace((await host.Admin.GetAsync(path)).Text, "then")}");
        return string.Join('\n', texts);
    }

    [GeneratedRegex("(\"\\d{4}-\\d\\d-\\d\\dT[^\"]*\"|(?<=\"lastUsedAt\":)null)")]
    private static partial Regex Time();
}
