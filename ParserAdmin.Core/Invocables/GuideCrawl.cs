using ParserAdmin.Core.Invocables.Logins;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
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
        Crawls = true,
    };

    TaskDefinition IInvocable.Definition => Definition;

    private static string? Lacking(SourceDefinition definition) =>
        definition.Login is null ? "no 'login'"
        : definition.Login.Test is null ? "no 'login.test'"
        : Definition.OwnPath(definition) is null ? "no path 'catalog' or 'updates'"
        : null;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = Definitions.Demand(Definition, run.Source);
        await logins.OpenAsync(run, definition, cancellationToken);
        await run.Log.InfoAsync("The site shows that the job is signed in");
        var own = Definition.OwnPath(definition)!;
        var (path, kind) = Definitions.Listing(run, Definition, own, Definitions.Kind(definition, own));
        await crawl.RunAsync(run, path, kind, token => logins.DemandAsync(run, definition, token), cancellationToken);
    }
}
