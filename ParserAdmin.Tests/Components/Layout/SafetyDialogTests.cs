using Bunit;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

public sealed class SafetyDialogTests
{
    [Fact]
    public async Task ModeDialog_Auto_SaysWhatIsArmedWhatRunsNextAndWhatWasSkipped()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Skipped, trigger: JobTrigger.Schedule);

        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );

        Assert.Contains("catalog-sync", dialog.Markup);
        Assert.Contains("at once", dialog.Markup);
        Assert.Contains("1 slot, not replayed", dialog.Markup);
        Assert.Contains(dialog.FindAll("button"), button => button.TextContent == "Run once");
    }

    [Fact]
    public async Task ModeDialog_ManySlotsOfOneSchedule_DoNotHideThoseOfAnother()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync("rare");
        await host.Core.AddSourceAsync("busy");
        var rare = await host.Core.AddJobAsync(JobStatus.Skipped, "rare", JobTrigger.Schedule);
        for (var slot = 0; slot < ArmingReader.MostSkipped + 1; slot++)
            await host.Core.AddJobAsync(JobStatus.Skipped, "busy", JobTrigger.Schedule);

        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );

        Assert.Contains($"{ArmingReader.MostSkipped}+ slots, not replayed", dialog.Markup);
        Assert.Contains("1 slot, not replayed", dialog.Markup);
        Assert.Single(dialog.FindAll($".skipped li a[href='portal/jobs/{rare.Id}']"));
        Assert.Equal(ArmingReader.MostNamed + 1, dialog.FindAll(".skipped li").Count);
    }

    [Fact]
    public async Task ModeDialog_RunOnceClickedTwice_AsksForOneJob()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Skipped, trigger: JobTrigger.Schedule);
        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );

        for (var click = 0; click < 2; click++)
            await dialog.FindAll("button").Single(button => button.TextContent == "Run once").ClickAsync();

        var asked = await host.Core.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending]), null, 10, CancellationToken.None);
        Assert.Single(asked);
    }

    [Fact]
    public async Task ModeDialog_SourcePausedWhileItIsOpen_OffersNoRunOfIt()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Skipped, trigger: JobTrigger.Schedule);
        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );
        dialog.WaitForElement(".skipped button");

        await host.Core.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "the shop moves", CancellationToken.None);

        dialog.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Empty(dialog.FindAll(".skipped button"));
        });
        Assert.Contains("No schedule is armed", dialog.Markup);
    }

    [Fact]
    public async Task ModeDialog_StoppedWhileItIsOpen_SaysWhyNothingCanBeRun()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Skipped, trigger: JobTrigger.Schedule);
        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );
        Assert.False(dialog.WaitForElement(".skipped button").HasAttribute("disabled"));

        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "odd", CancellationToken.None);

        dialog.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.True(dialog.Find(".skipped button").HasAttribute("disabled"));
        });
        Assert.Contains($"Emergency stop by {Actors.Operator.Name}", dialog.Find(".skipped button").GetAttribute("title"));
    }

    [Fact]
    public async Task ModeDialog_WithoutReason_CannotBeSent()
    {
        await using var host = await PortalServices.CreateAsync();

        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Manual }, { page => page.Version, 1 } }
        );

        Assert.True(dialog.Find("button[type=submit]").HasAttribute("disabled"));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(1, (await host.Core.SettingsAsync()).Version);
    }

    [Fact]
    public async Task ModeDialog_WithReason_Switches()
    {
        await using var host = await PortalServices.CreateAsync();
        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );
        dialog.Find("#reason").Input("all looks well");

        await dialog.Find("form").SubmitAsync();

        var settings = await host.Core.SettingsAsync();
        Assert.Equal((ParserMode.Auto, "all looks well"), (settings.Mode, settings.UpdateReason));
    }

    [Fact]
    public async Task ModeDialog_DecidedOnOldSettings_ShowsWhatChangedAndLetsDecideAgain()
    {
        await using var host = await PortalServices.CreateAsync();
        var dialog = await host.OpenAsync(
            new DialogParameters<ModeDialog> { { page => page.Target, ParserMode.Auto }, { page => page.Version, 1 } }
        );
        await host.Core.SwitchToAutoAsync();
        await host
            .Core.Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Manual, "second thoughts", null, CancellationToken.None);
        dialog.Find("#reason").Input("all looks well");

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("second thoughts", dialog.Find("[role=alert]").TextContent);
        Assert.Equal(ParserMode.Manual, (await host.Core.SettingsAsync()).Mode);
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(ParserMode.Auto, (await host.Core.SettingsAsync()).Mode);
    }

    [Fact]
    public async Task ResetDialog_WrongWord_CannotBeSent()
    {
        await using var host = await PortalServices.CreateAsync();
        var dialog = await host.OpenAsync(new DialogParameters<ResetDialog> { { page => page.Version, 1 } });
        dialog.Find("#reason").Input("looked at it");
        dialog.Find("#reset-word").Input("reset");

        Assert.True(dialog.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task ResetDialog_AJobStillRuns_ShowsTheRefusal()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "odd", CancellationToken.None);
        await host.Core.AddJobAsync(JobStatus.Running);
        var dialog = await host.OpenAsync(new DialogParameters<ResetDialog> { { page => page.Version, 2 } });
        dialog.Find("#reason").Input("looked at it");
        dialog.Find("#reset-word").Input("RESET");

        await dialog.Find("form").SubmitAsync();

        Assert.Contains("still run", dialog.Find("[role=alert]").TextContent);
        Assert.True((await host.Core.SettingsAsync()).Stopped);
    }

    [Fact]
    public async Task ResetDialog_ReasonAndWord_LandsInManual()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "odd", CancellationToken.None);
        var dialog = await host.OpenAsync(new DialogParameters<ResetDialog> { { page => page.Version, 2 } });
        dialog.Find("#reason").Input("looked at it");
        dialog.Find("#reset-word").Input("RESET");

        await dialog.Find("form").SubmitAsync();

        var settings = await host.Core.SettingsAsync();
        Assert.Equal((false, ParserMode.Manual), (settings.Stopped, settings.Mode));
    }
}
