using Bunit;
using ParserAdmin.Components.Pages.DeadLetters;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class DeadLettersStatesTests
{
    [Fact, InState(typeof(DeadLettersPage), PageState.Many)]
    public async Task Many_Mistakes_ShowsAPageAndLeadsToTheOlderOnes()
    {
        await using var host = await PageHost.CreateAsync(Actors.Operator);
        for (var number = 1; number <= 27; number++)
            await host.Core.DeadLetterAsync($"shop-{number}", 1);

        var page = host.Page.Render<DeadLettersPage>();
        page.WaitForAssertion(() => Assert.Equal(25, page.FindAll(".group").Count));
        Assert.Contains("shop-27", page.Find(".group .what strong").TextContent);
        Assert.Contains("Live: the newest 25 mistakes", page.Find(".pager").TextContent);
        host.GoTo(page.Find(".pager a.older").GetAttribute("href")!);
        var rest = host.Page.Render<DeadLettersPage>();

        rest.WaitForAssertion(() => Assert.Equal(2, rest.FindAll(".group").Count));
        Assert.Contains("shop-1", rest.FindAll(".group .what strong")[^1].TextContent);
        Assert.Contains("That is all.", rest.Find(".pager").TextContent);
    }
}
