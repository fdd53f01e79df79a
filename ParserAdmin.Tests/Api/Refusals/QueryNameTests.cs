using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Api;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api.Refusals;

/// <summary>No call does anything while there is a name in its query that it does not take; but for the emergency stop.</summary>
[Collection(PortalHostCollection.Name)]
public sealed partial class QueryNameTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Stop = "/admin/parser/emergency-stop";

    [Fact]
    public async Task UnknownName_OnEachRoute_IsRefusedByIt()
    {
        foreach (var route in Routes.Where(route => PathOf(route) != Stop))
        {
            var type = route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0];
            var content = type is null ? null : new StringContent("{}", Encoding.UTF8) { Headers = { ContentType = new(type) } };
            var path = $"{PathOf(route)}?nonsense=1";

            var answer = await host.Admin.SendAsync(new HttpMethod(MethodOf(route)), path, content);

            Assert.True(answer.Status == 400, $"{MethodOf(route)} {path}: {answer.Status}");
            Assert.Equal("nonsense", ApiAnswer.FieldOf(answer.ExpectProblem(400)));
        }
    }

    /// <summary>What is taken is what the description says.</summary>
    [Fact]
    public async Task KnownNames_OfEachRoute_AreThoseOfTheDescription()
    {
        var paths = (await host.Admin.GetAsync("/openapi/v1.json")).Expect(200).GetProperty("paths");
        foreach (var route in Routes)
        {
            var call = paths.GetProperty(PathAs(route, "{$1}")).GetProperty(MethodOf(route).ToLowerInvariant());
            var described = call.TryGetProperty("parameters", out var all)
                ? all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name"))
                : [];

            Assert.Equal(described.Select(name => name.GetString()), QueryFilter.NamesOf(route));
        }
    }

    /// <summary>The contract gives each list the same two.</summary>
    [Fact]
    public void EveryList_TakesLimitAndCursor() =>
        Assert.All(
            Routes.Where(route =>
                route
                    .Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Any(answer => answer.Type is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Page<>))
            ),
            route => Assert.Subset(QueryFilter.NamesOf(route).ToHashSet(), new HashSet<string> { "limit", "cursor" })
        );

    [Theory]
    [InlineData("DELETE", "/sources/demo?dry_run=true", "dry_run", "This call takes no 'dry_run' in the query; did you mean 'dryRun'?")]
    [InlineData("DELETE", "/sources/demo?dryRun=true&item=1", "item", "did you mean 'items'?")]
    [InlineData("GET", "/items?source=demo", "source", "in the query")]
    [InlineData("GET", "/items/export?limit=5", "limit", "known: sourceId, kind")]
    [InlineData("GET", "/sources/demo?limit=5", "limit", "takes nothing in the query")]
    [InlineData("GET", "/admin/parser/logs/stream?job=1", "job", "in the query")]
    [InlineData("GET", "/sources?=5", "query", "in the query")]
    [InlineData("GET", "/sources?pretty", "pretty", "known: limit, cursor")]
    [InlineData("GET", "/sources?limit%00=5", "limit\0", "did you mean 'limit'?")]
    public async Task UnknownName_IsNamedWithWhatWasMeant(string method, string path, string field, string words)
    {
        var problem = (await host.Admin.SendAsync(new HttpMethod(method), path, null)).ExpectProblem(400);

        Assert.Equal(field, ApiAnswer.FieldOf(problem));
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await host.Admin.GetAsync("/sources/demo")).Expect(200);
    }

    [Fact]
    public async Task KnownName_InOtherCase_IsTaken()
    {
        var dry = (await host.Admin.DeleteAsync("/sources/demo?DRYRUN=true")).Expect(200);

        Assert.Equal(JsonValueKind.Object, dry.ValueKind);
        (await host.Admin.GetAsync("/sources/demo?")).Expect(200);
    }

    [Fact]
    public async Task UnknownName_OfWhoMayNotCallIt_IsNotSaid() =>
        (await (await host.ClientAsync(Role.Viewer)).DeleteAsync("/sources/demo?dry_run=true")).ExpectProblem(403);

    [Fact]
    public async Task EmergencyStop_TakesAnything() => (await host.Admin.PostAsync($"{Stop}?nonsense=1&reason=x")).Expect(200);

    private IEnumerable<RouteEndpoint> Routes =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<ApiMark>() is not null);

    private static string PathOf(RouteEndpoint route) => PathAs(route, "nothing");

    private static string PathAs(RouteEndpoint route, string placeholder) =>
        Placeholder().Replace("/" + route.RoutePattern.RawText!.Trim('/'), placeholder);

    private static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];

    [GeneratedRegex(@"\{([^}:?]*)[^}]*\}")]
    private static partial Regex Placeholder();
}
