using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Extensions;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Jobs.Actions;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

/// <summary>A run with parameters, from the buttons that lead to it to the job.</summary>
public sealed class RunJobDialogTests
{
    private const string Updates = """
          updates:
            path: new
            rows: { selector: article }
            fields: { externalId: { attribute: data-id }, title: { selector: h2 } }

        """;

    [Fact]
    public async Task Run_Again_BeginsWithTheJobsParameters_AndGoesToTheNewJob()
    {
        await using var host = await HostAsync();
        var dialogs = await OpenAsync(host, "catalog-sync", new JobParameters(3, "historical", "updates"));
        dialogs.WaitForElement("#run-path");

        dialogs.Find("#run-pages").Input("7");
        await dialogs.Find("form").SubmitAsync();

        var asked = await AskedAsync(host);
        Assert.Equal(new JobParameters(7, "historical", "updates"), JobParameters.Read(asked.Parameters));
        Assert.EndsWith($"/portal/jobs/{asked.Id}", host.Page.Services.GetRequiredService<NavigationManager>().Uri);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, asked.Id));
        page.WaitForAssertion(() =>
            Assert.Contains("only the path 'updates', historical, at most 7 pages", page.Find(".about").TextContent)
        );
    }

    [Fact]
    public async Task Run_OfASource_OffersItsTasks_AndWhatEachCanBeTold()
    {
        await using var host = await HostAsync();
        var dialogs = await OpenAsync(host, null, JobParameters.None);
        dialogs.WaitForElement("#run-path");

        await ChooseAsync(dialogs, "run-path", "updates");
        await ChooseAsync(dialogs, "run-mode", "incremental");
        await ChooseAsync(dialogs, "run-task", "episode-sync");

        // It reads the pages of each item, so neither says anything to it.
        Assert.Empty(dialogs.FindAll("#run-path, #run-mode"));
        await dialogs.Find("form").SubmitAsync();
        var asked = await AskedAsync(host);
        Assert.Equal(("episode-sync", "{}"), (asked.Task, asked.Parameters));
    }

    [Fact]
    public async Task Run_OfOnePath_AsksForThat()
    {
        await using var host = await HostAsync();
        var dialogs = await OpenAsync(host, "catalog-sync", JobParameters.None);
        dialogs.WaitForElement("#run-path");

        await ChooseAsync(dialogs, "run-path", "updates");
        await dialogs.Find("form").SubmitAsync();

        Assert.Equal(new JobParameters(Path: "updates"), JobParameters.Read((await AskedAsync(host)).Parameters));
        Assert.Empty(dialogs.FindAll("#run-task"));
    }

    [Fact]
    public async Task Run_Refused_SaysWhyAndKeepsWhatWasTyped()
    {
        await using var host = await HostAsync();
        var dialogs = await OpenAsync(host, "catalog-sync", JobParameters.None);
        dialogs.Find("#run-pages").Input("7");
        await host.Core.Get<SourceCommands>().PauseAsync(Actors.Admin, "shop", "the site moves", CancellationToken.None);

        await dialogs.Find("form").SubmitAsync();

        Assert.Contains("the site moves", dialogs.Find("[role=alert]").TextContent);
        Assert.Equal("7", dialogs.Find("#run-pages").GetAttribute("value"));
    }

    [Fact]
    public async Task RunWith_OfASourcesRow_OpensTheDialog()
    {
        await using var host = await HostAsync();
        var dialogs = host.Dialogs();
        var page = host.Page.Render<SourcesPage>();

        _ = page.WaitForElement("[aria-label='Run A shop with…']").ClickAsync(new());

        dialogs.WaitForAssertion(() => Assert.NotNull(dialogs.Find("#run-task")));
    }

    [Fact]
    public async Task RunWith_Viewer_IsOffWithTheReason()
    {
        await using var host = await HostAsync();
        host.Become(Actors.Viewer);
        host.Dialogs();
        var page = host.Page.Render<SourcesPage>();

        var button = page.WaitForElement("[aria-label='Run A shop with…']");

        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains("Needs the role operator", button.GetAttribute("title"));
    }

    private static async Task<PageHost> HostAsync()
    {
        var host = await PortalServices.CreateAsync();
        await host.Core.DefineAsync(TestSources.Yaml("shop") + Updates);
        return host;
    }

    private static Task<IRenderedComponent<MudDialogProvider>> OpenAsync(PageHost host, string? task, JobParameters before) =>
        host.OpenAsync(
            new DialogParameters<RunJobDialog>
            {
                { dialog => dialog.SourceId, "shop" },
                { dialog => dialog.Task, task },
                { dialog => dialog.Before, before },
            }
        );

    private static Task ChooseAsync(IRenderedComponent<MudDialogProvider> dialogs, string field, string value) =>
        dialogs.InvokeAsync(() =>
            dialogs
                .FindComponents<MudSelect<string>>()
                .Single(select => select.Instance.GetState(one => one.InputId) == field)
                .Instance.ValueChanged.InvokeAsync(value)
        );

    private static async Task<ParserJob> AskedAsync(PageHost host) =>
        Assert.Single(await host.Core.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending]), null, 5, CancellationToken.None));
}
