using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

/// <summary>Runs of which a person said which path to read.</summary>
public sealed class OnePathTests
{
    private const string List = """
            rows: { selector: article }
            fields: { externalId: { attribute: data-id }, title: { selector: h2 } }
            pagination: { next: { selector: a.next }, maxPages: 50 }
        """;

    private const string Catalog = $"identity: externalId\npaths:\n  catalog:\n    path: list\n{List}\n";

    private const string Both = $"{Catalog}  updates:\n    path: new\n{List}\n  top:\n    path: top\n{List}\n";

    private static readonly JobParameters Updates = new(Path: "updates");

    [Theory]
    [InlineData(null)]
    [InlineData("historical")]
    [InlineData("incremental")]
    public async Task Run_OfTheUpdates_ReadsThemAlone_AndNothingOfTheCatalogueIsGone(string? mode)
    {
        await using var rig = await RigAsync();
        await rig.RunAsync();
        rig.Site.Asked.Clear();
        rig.Site.Pages["/list"] = Page("", "a");

        var (job, _) = await rig.RunAsync(parameters: Updates with { Mode = mode });

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(["/new", "/new?page=2"], rig.Site.Asked);
        Assert.Equal((0, 0, 2), (job.Counts.ItemsGone, job.Counts.ItemsExpected, job.Counts.ItemsNew));
        Assert.Equal(["a", "b", "c", "d"], (await rig.ItemsAsync()).Select(item => item.ExternalId).Order());
        Assert.All(await rig.ItemsAsync(), item => Assert.Equal(ItemKinds.Title, item.Kind));
    }

    [Theory]
    [InlineData("catalog-sync", "channel", ItemKinds.Post)]
    [InlineData("catalog-sync", "listing", ItemKinds.Listing)]
    [InlineData("channel-parse", "channel", ItemKinds.Post)]
    [InlineData("listing-scrape", "listing", ItemKinds.Listing)]
    public async Task Run_OfTheUpdates_CallsItemsAsTheTaskDoesWhoseOwnTheyAre(string task, string source, string kind)
    {
        await using var rig = await WrittenRig.StartAsync(Both, source);
        Write(rig);

        await rig.RunAsync(task, Updates);

        Assert.All(await rig.ItemsAsync(), item => Assert.Equal(kind, item.Kind));
    }

    [Fact]
    public async Task Run_OfTheCatalogue_LeavesTheUpdatesAlone()
    {
        await using var rig = await WrittenRig.StartAsync(Both, "channel");
        Write(rig);
        await rig.RunAsync("channel-parse");
        rig.Site.Asked.Clear();

        var (job, _) = await rig.RunAsync(parameters: new JobParameters(Path: "catalog"));

        Assert.Equal(["/list"], rig.Site.Asked);
        Assert.Equal(0, job.Counts.ItemsGone);
        Assert.Equal(["a", "b", "c", "d"], (await rig.ItemsAsync()).Select(item => item.ExternalId).Order());
    }

    [Fact]
    public async Task Run_ThatBreaksOff_GoesOnOnThatPath()
    {
        await using var rig = await RigAsync();
        rig.Site.Broken.Add("/new?page=2");
        var (failed, _) = await rig.RunAsync(parameters: Updates);
        rig.Site.Broken.Clear();
        rig.Site.Asked.Clear();

        rig.Host.Clock.Advance(TimeSpan.FromHours(1));
        var retry = (await rig.Host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!;
        var ended = await rig.Host.RunAsync(retry);

        Assert.Equal((JobStatus.Failed, failed.Id), (failed.Status, retry.Job.RetryOf));
        Assert.Equal((JobStatus.Succeeded, 0), (ended.Status, ended.Counts.ItemsGone));
        Assert.Equal(Updates, JobParameters.Read(ended.Parameters));
        Assert.Equal(["/new?page=2"], rig.Site.Asked);
    }

    /// <summary>A channel's run that broke off has looked at the newest only; a whole crawl of the same path owes nothing to it.</summary>
    [Fact]
    public async Task Run_WholeAfterAnIncrementalOneBrokeOff_BeginsAtTheBeginning()
    {
        await using var rig = await WrittenRig.StartAsync(Both, "channel");
        Write(rig);
        await rig.RunAsync("channel-parse");
        rig.Site.Pages["/new"] = Page("/new?page=2", "e");
        rig.Site.Broken.Add("/new?page=2");
        var (failed, _) = await rig.RunAsync("channel-parse");
        var retry = (await rig.Host.NextJobAsync(failed.Id))!.Value;
        await rig.Host.Get<JobCommands>().CancelAsync(Actors.Operator, retry, CancellationToken.None);
        rig.Site.Broken.Clear();
        rig.Site.Asked.Clear();

        var (job, _) = await rig.RunAsync(parameters: Updates);

        Assert.Equal((JobStatus.Failed, JobStatus.Succeeded), (failed.Status, job.Status));
        Assert.Equal(["/new", "/new?page=2"], rig.Site.Asked);
    }

    [Theory]
    [InlineData("catalog-sync", "updatse", "A site has no path 'updatse'; did you mean 'updates'?")]
    [InlineData("catalog-sync", "nothing", "A site has no path 'nothing'; known: catalog, updates, top.")]
    [InlineData("catalog-sync", "top", "catalog-sync does not read the path 'top'. What reads it: top-discovery.")]
    [InlineData("top-discovery", "catalog", "top-discovery does not read the path 'catalog'. What reads it: catalog-sync.")]
    [InlineData("cleanup", "catalog", "cleanup reads no path of a source. Ask for it without one.")]
    public async Task Request_OfAPathThatTheTaskCannotRead_IsRefusedWithWhatToDo(string task, string path, string words)
    {
        await using var rig = await RigAsync();

        var asked = await rig
            .Host.Get<JobCommands>()
            .RequestAsync(
                Actors.Operator,
                task,
                task == "cleanup" ? "" : "site",
                new JobParameters(Path: path),
                JobTrigger.Person,
                CancellationToken.None
            );

        Assert.Equal((CommandStatus.Unprocessable, "parameters.path", words), (asked.Status, asked.Field, asked.Message));
    }

    [Fact]
    public async Task Request_IsOnRecordWithThePath()
    {
        await using var rig = await RigAsync();

        await rig.Host.AdmitAsync(source: "site", parameters: Updates);

        var entry = Assert.Single(await rig.Host.AuditAsync(), entry => entry.Action == "job.request");
        Assert.Contains("\"path\":\"updates\"", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThePathIsGoneFromTheDefinitionMeanwhile_FailsInWords()
    {
        await using var rig = await RigAsync();
        var admitted = await rig.Host.AdmitAsync(source: "site", parameters: Updates);

        var read = admitted with { Source = await DefinedAsync(rig, Catalog) };
        var job = await rig.Host.RunAsync(read);

        Assert.Equal((JobStatus.Failed, ErrorClass.Parse), (job.Status, job.ErrorClass));
        Assert.Contains("has no path 'updates'", job.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<Core.Sources.Source> DefinedAsync(WrittenRig rig, string rest)
    {
        await rig.Host.DefineAsync($"version: 1\nid: site\nname: A site\nkind: catalog\nlinks: [\"http://127.0.0.1:9/\"]\n{rest}");
        return (await rig.Host.Get<Core.Sources.SourceQueries>().FindAsync("site", CancellationToken.None))!;
    }

    private static async Task<WrittenRig> RigAsync()
    {
        var rig = await WrittenRig.StartAsync(Both);
        Write(rig);
        return rig;
    }

    private static void Write(WrittenRig rig)
    {
        rig.Site.Pages["/list"] = Page("", "a", "b");
        rig.Site.Pages["/new"] = Page("/new?page=2", "c");
        rig.Site.Pages["/new?page=2"] = Page("", "d");
    }

    private static string Page(string next, params string[] ids) =>
        $"<body>{string.Concat(ids.Select(id => $"<article data-id={id}><h2>{id}</h2></article>"))}"
        + $"{(next.Length == 0 ? "" : $"<a class=next href='{next}'>next</a>")}</body>";
}
