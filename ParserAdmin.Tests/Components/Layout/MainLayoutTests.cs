using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Cron;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The frame: what it knows holds for dialogs, too, which lie beside the page.</summary>
public sealed class MainLayoutTests
{
    [Fact]
    public async Task Dialog_TimesOfACronInAnotherZone_AreTheBrowsersAndSayWhichZone()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var script = host.Page.JSInterop.SetupModule();
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<string?>("zone").SetResult("Asia/Tokyo");
        var layout = host.Page.Render<MainLayout>();

        await layout.InvokeAsync(() => host.Page.Services.GetRequiredService<IDialogService>().ShowAsync<ScheduleDialog>(""));
        layout.WaitForElement("form");
        await ChooseAsync(layout, WhenKind.Cron);
        layout.WaitForElement(".mono input");
        await ChooseAsync(layout, CronPattern.Daily);

        var said = layout.Find(".preview p").TextContent;
        Assert.Contains("every day 03:00 UTC", said);
        Assert.EndsWith("The next five, in Asia/Tokyo:", said);
        var times = layout.FindAll(".preview time");
        Assert.Equal(5, times.Count);
        Assert.All(times, time => Assert.EndsWith(", 12:00:00", time.TextContent));
    }

    private static Task ChooseAsync<T>(IRenderedComponent<MainLayout> layout, T value) =>
        layout.InvokeAsync(() => layout.FindComponent<MudSelect<T>>().Instance.ValueChanged.InvokeAsync(value));
}
