using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>
/// Of every page that the program has: a new one is among them by itself, and one that is about something has to say here about what.
/// </summary>
internal static class PortalAddresses
{
    public static async Task<IReadOnlyList<string>> AllAsync(PortalHost host)
    {
        var addresses = new Dictionary<string, string>
        {
            ["/portal/sources/{Id}"] = "/portal/sources/demo",
            ["/portal/sources/{Id}/studio"] = "/portal/sources/demo/studio",
            ["/portal/jobs/{Id:guid}"] = $"/portal/jobs/{await RequestJobAsync(host)}",
            ["/portal/items/{Id}"] = $"/portal/items/{await SaveItemAsync(host)}",
        };
        var routes = typeof(LivePage)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(routes.Where(route => route.Contains('{', StringComparison.Ordinal)), addresses.Keys.Order(StringComparer.Ordinal));
        return [.. routes.Select(route => addresses.GetValueOrDefault(route, route))];
    }

    private static async Task<Guid> RequestJobAsync(PortalHost host)
    {
        var asked = await host
            .Services.GetRequiredService<JobCommands>()
            .RequestAsync(Actor.System, CatalogSync.Definition.Name, "demo", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        return asked.Value!.Id;
    }

    private static async Task<string> SaveItemAsync(PortalHost host)
    {
        var draft = StoredItems.Draft("solaris", "Solaris");
        await using var run = await OpenRun.BeginAsync(host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>(), "shelf");
        await host
            .Services.GetRequiredService<ItemStore>()
            .SaveAsync(run, [new IdentifiedItem(draft.ExternalId!, draft)], CancellationToken.None);
        return (await host.Admin.GetAsync("/items?sourceId=shelf")).Expect(200).GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
