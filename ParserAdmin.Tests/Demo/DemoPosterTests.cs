using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Demo.Data;
using SkiaSharp;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoPosterTests
{
    [Fact]
    public async Task Poster_EveryOne_IsAPicture()
    {
        await using var host = await DemoHost.StartAsync();
        var seen = new HashSet<string>();
        var titles = DemoCatalogue.At(host.Clock.Utc).Titles;
        foreach (var title in titles)
        {
            var answer = await host.Client.GetAsync($"/demo/posters/{title.Work.Id}.png");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            using var picture = SKBitmap.Decode(bytes);

            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(PictureFormat.Png, PictureFormats.Of(bytes));
            Assert.Equal((240, 360), (picture.Width, picture.Height));
            seen.Add(answer.Headers.ETag!.Tag);
        }

        Assert.True(seen.Count > titles.Count / 2);
    }
}
