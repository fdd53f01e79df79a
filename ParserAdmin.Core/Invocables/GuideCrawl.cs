using ParserAdmin.Core.Invocables.Logins;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// A deep crawl behind a login: all pages and details of the catalogue, or else of the updates. It reads nothing before the site has shown
/// that the job is signed in, and marks nothing as gone before the site has shown it once more: what an ended session no longer shows is
/// not gone.
/// </summary>
public sealed class GuideCrawl(SourceLogins logins, WholeCrawl crawl) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "guide-crawl",
        PathNames.Catalog,
        "Signs in to the site and reads its whole catalogue with every detail."
    )
    {
        Cron = "0 2 * * *",
        Lacks = Lacking,
    };

    TaskDefinition IInvocable.Definition => Definition;

    private static string? Lacking(SourceDefinition definition) =>
        definition.Login is null ? "no 'login'"
        : definition.Login.Test is null ? "no 'login.test'"
        : PathOf(definition) is null ? "no path 'catalog' or 'updates'"
        : null;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Demand(Definition, run.Source);
        await logins.OpenAsync(run, definition, cancellationToken);
        await run.Log.InfoAsync("The site shows that the job is signed in");
        await crawl.RunAsync(
            run,
            PathOf(definition)!,
            KindOf(definition),
            token => logins.DemandAsync(run, definition, token),
            cancellationToken
        );
    }

    private static string? PathOf(SourceDefinition definition) =>
        new[] { PathNames.Catalog, PathNames.Updates }.FirstOrDefault(definition.Paths.ContainsKey);

    // As the task calls it that reads the same path without going deep: an item of another kind would be another item.
    private static string KindOf(SourceDefinition definition) =>
        PathOf(definition) == PathNames.Catalog
            ? ItemKinds.Title
            : definition.Kind switch
            {
                SourceKind.Channel => ItemKinds.Post,
                SourceKind.Listing => ItemKinds.Listing,
                _ => ItemKinds.Title,
            };
}
