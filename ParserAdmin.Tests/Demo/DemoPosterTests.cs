using System.Xml.Linq;
using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoPosterTests
{
    [Fact]
    public async Task Poster_EveryOne_IsWellFormedAndBearsTheName()
    {
        await using var host = await DemoHost.StartAsync();
        foreach (var title in DemoCatalogue.At(host.Clock.Utc).Titles)
        {
            var answer = await host.Client.GetAsync($"/demo/posters/{title.Work.Id}.svg");
            var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;

            Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(title.Work.Name, svg.Element(svg.Name.Namespace + "title")!.Value);
            Assert.Equal($"{title.Work.Name} {title.Work.Creators[0]}", string.Join(' ', svg.Descendants(svg.Name.Namespace + "text").Select(line => line.Value)));
            Assert.Empty(svg.DescendantsAndSelf().Attributes("style"));
        }
    }
}
