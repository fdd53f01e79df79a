using Bunit;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Cron;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Schedules;

public sealed class CronBuilderTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(CronPattern.Minutes, "*/15 * * * *", "every 15 minutes by the clock, UTC")]
    [InlineData(CronPattern.Hourly, "0 * * * *", "every hour at minute 0, UTC")]
    [InlineData(CronPattern.Daily, "0 3 * * *", "every day 03:00 UTC")]
    [InlineData(CronPattern.Weekly, "0 3 * * MON", "Mondays 03:00 UTC")]
    [InlineData(CronPattern.Monthly, "0 3 1 * *", "on day 1 of each month 03:00 UTC")]
    public async Task Pattern_Chosen_WritesTheExpressionAndSaysItInWords(CronPattern pattern, string cron, string words)
    {
        var dialog = await OpenAsync();

        await dialog.InvokeAsync(() => dialog.FindComponent<MudSelect<CronPattern>>().Instance.ValueChanged.InvokeAsync(pattern));

        Assert.Equal(cron, dialog.Find(".mono input").GetAttribute("value"));
        Assert.Contains(words, dialog.Find(".preview").TextContent);
        Assert.Equal(5, dialog.FindAll(".preview li").Count);
    }

    [Fact]
    public async Task Weekday_Pressed_IsAddedAndTheLastOneStays()
    {
        var dialog = await OpenAsync();
        await dialog.InvokeAsync(() =>
            dialog.FindComponent<MudSelect<CronPattern>>().Instance.ValueChanged.InvokeAsync(CronPattern.Weekly)
        );

        await dialog.FindAll(".day")[4].ClickAsync(new());
        Assert.Equal("0 3 * * MON,FRI", dialog.Find(".mono input").GetAttribute("value"));
        await dialog.FindAll(".day")[0].ClickAsync(new());
        await dialog.FindAll(".day")[4].ClickAsync(new());

        Assert.Equal("0 3 * * FRI", dialog.Find(".mono input").GetAttribute("value"));
        Assert.Equal("true", dialog.FindAll(".day")[4].GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task ByHand_TypedOver_ExplainsEachFieldAndForgetsThePattern()
    {
        var dialog = await OpenAsync();
        await dialog.InvokeAsync(() => dialog.FindComponent<MudSelect<CronPattern>>().Instance.ValueChanged.InvokeAsync(CronPattern.Daily));
        dialog.WaitForElement("input[type=time]");

        await dialog.Find(".mono input").InputAsync(new() { Value = "15 1-23/2 * * MON-FRI" });

        var fields = dialog.FindAll(".fields div").Select(field => field.TextContent);
        Assert.Equal(
            ["Minute15", "Hourevery 2nd hour from 1 to 23", "Dayevery day", "Monthevery month", "WeekdayMonday to Friday"],
            fields
        );
        Assert.Empty(dialog.FindAll("input[type=time]"));
        await dialog.Find(".mono input").InputAsync(new() { Value = "99 * * * *" });
        Assert.Empty(dialog.FindAll(".fields"));
        Assert.Contains("Minute", dialog.Find("[role=alert]").TextContent);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        var dialog = await _host.OpenAsync(new DialogParameters<ScheduleDialog>());
        await dialog.InvokeAsync(() => dialog.FindComponent<MudSelect<WhenKind>>().Instance.ValueChanged.InvokeAsync(WhenKind.Cron));
        dialog.WaitForElement(".mono input");
        return dialog;
    }
}
