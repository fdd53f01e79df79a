using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Fetching.Addresses;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Pictures;

public sealed class ItemPicturesTests : IAsyncLifetime
{
    private readonly TestResolver _resolver = new();
    private TestSite _site = null!;
    private CoreHost _host = null!;

    private ItemPictures Pictures => _host.Get<ItemPictures>();

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _resolver.Names["inner.example"] = [IPAddress.Loopback];
        _host = await CoreHost.CreateAsync(configure: services =>
        {
            // Real time: the site is real, and there is nothing to wait for.
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.Replace(ServiceDescriptor.Singleton<IHostResolver>(_resolver));
            services.Configure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{_site.Port}"));
        });
        var yaml = TestSources
            .Yaml("shop", link: $"http://127.0.0.1:{_site.Port}/")
            .Replace(
                "identity:",
                "fetch: { delay: 0ms, robots: ignore, headers: { X-Token: secret } }\nidentity:",
                StringComparison.Ordinal
            );
        Assert.True((await _host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None)).Succeeded);
        await Pictures.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Pictures.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Fetch_APicture_IsKeptUnderTheProgramsOwnAddress()
    {
        // What the server calls it does not matter.
        Answer(TestPictures.Of(240, 360), "text/html");
        var item = await ItemAsync(_site.At("/a.png"));

        var first = (await FetchAsync(item)).Value!;
        var again = (await FetchAsync(item)).Value!;

        Assert.Equal("image/webp", first.ContentType);
        Assert.Equal(first.Bytes, again.Bytes);
        var request = Assert.Single(_site.Requests);
        Assert.StartsWith("image/", request.Headers["Accept"], StringComparison.Ordinal);
        Assert.False(request.Headers.ContainsKey("X-Token"));
        Assert.Equal($"/images/{first.Name}?item={item.Id}", ItemPictures.PathOf(item));
        Assert.Empty(_host.Get<ActiveRuns>().All);
    }

    [Fact]
    public async Task IsKept_AskedByAPage_IsFetchedOnceAndTold()
    {
        Answer(TestPictures.Of(20, 30));
        var item = await ItemAsync(_site.At("/a.png"));
        await using var news = _host.Get<EventBus>().Subscribe(raised => raised is PictureFetched);

        Assert.False(Pictures.IsKept(item));
        Assert.False(Pictures.IsKept(item));

        using var patience = new CancellationTokenSource(FetchRig.Patience);
        await foreach (var batch in news.ReadBatchesAsync(patience.Token))
        {
            Assert.Equal(ItemPictures.NameOf(item), Assert.IsType<PictureFetched>(Assert.Single(batch)).Name);
            break;
        }

        Assert.True(Pictures.IsKept(item));
        Assert.Single(_site.Requests);
    }

    [Fact]
    public async Task Fetch_WhileStopped_SendsNothingAndSaysSo()
    {
        var item = await ItemAsync(_site.At("/a.png"));
        await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        var refused = await FetchAsync(item);

        Assert.Equal(CommandStatus.Locked, refused.Status);
        Assert.Contains("Emergency stop by", refused.Message, StringComparison.Ordinal);
        Assert.False(Pictures.IsKept(item));
        Assert.Contains("Emergency stop by", Pictures.ProblemOf(item), StringComparison.Ordinal);
        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task Fetch_StoppedUnderWay_Ends()
    {
        var arrived = new TaskCompletionSource();
        _site.Answer = async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var fetch = FetchAsync(await ItemAsync(_site.At("/a.png")));
        await arrived.Task.WaitAsync(FetchRig.Patience);

        var stop = await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.Equal(0, stop.Value!.JobsCancelled);
        Assert.Equal(CommandStatus.Locked, (await fetch).Status);
    }

    [Fact]
    public async Task Fetch_OfAPausedSource_SendsNothing()
    {
        var item = await ItemAsync(_site.At("/a.png"));
        await _host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "the owner asked for it", CancellationToken.None);

        var refused = await FetchAsync(item);

        Assert.Equal(CommandStatus.Locked, refused.Status);
        Assert.Contains("the owner asked for it", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_site.Requests);
    }

    [Theory]
    [InlineData("http://inner.example:9/a.png")]
    [InlineData("http://127.0.0.1:9/a.png")]
    [InlineData("http://169.254.169.254/a.png")]
    [InlineData("http://[::1]:9/a.png")]
    public async Task Fetch_FromAPrivateAddress_IsRefused(string address)
    {
        var item = await ItemAsync(new Uri(address));

        var refused = await FetchAsync(item);

        Assert.Equal(CommandStatus.SiteFailed, refused.Status);
        Assert.Contains("which is not fetched", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://inner.example/b.png")]
    [InlineData("http://10.0.0.1/b.png")]
    [InlineData("file:///etc/passwd")]
    public async Task Fetch_RedirectedToWhereItMayNotGo_IsRefused(string target)
    {
        _site.Answer = context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        };

        var refused = await FetchAsync(await ItemAsync(_site.At("/a.png")));

        Assert.Equal(CommandStatus.SiteFailed, refused.Status);
        Assert.Single(_site.Requests);
    }

    [Fact]
    public async Task Fetch_TooLarge_IsRefused()
    {
        Answer([.. TestPictures.Gif, .. new byte[PictureFetcher.MostBytes]]);

        var refused = await FetchAsync(await ItemAsync(_site.At("/a.gif")));

        Assert.Equal("There is no picture. It is larger than 10 MiB.", refused.Message);
    }

    [Fact]
    public async Task Fetch_NoPicture_IsRefusedAndNotAskedForAgain()
    {
        // What the server calls it does not matter.
        Answer("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/png");
        var item = await ItemAsync(_site.At("/a.png"));

        await FetchAsync(item);
        var refused = await FetchAsync(item);

        Assert.Contains("no PNG, JPEG, GIF, WebP or AVIF", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, $"There is no picture. {Pictures.ProblemOf(item)}");
        Assert.Single(_site.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    public async Task Fetch_OfAnItemWithoutAnAddress_IsNoPicture(string? address)
    {
        var item = await ItemAsync(null, address);

        Assert.Null(ItemPictures.PathOf(item));
        Assert.False(Pictures.IsKept(item));
        Assert.Equal(CommandStatus.NotFound, (await FetchAsync(item)).Status);
    }

    [Theory]
    [InlineData("../keys/key")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public async Task Find_WhatIsNoName_IsNothing(string name) => Assert.Null(await Pictures.FindAsync(name, CancellationToken.None));

    private void Answer(byte[] body, string type = "image/png") =>
        _site.Answer = async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(body);
        };

    private Task<CommandResult<KeptPicture>> FetchAsync(Item item) =>
        Pictures.FetchAsync(item, CancellationToken.None).WaitAsync(FetchRig.Patience);

    private async Task<Item> ItemAsync(Uri? image, string? text = null)
    {
        await _host.SaveItemsAsync(StoredItems.Draft("1", "Sea") with { ImageUrl = image?.AbsoluteUri ?? text });
        return Assert.Single(await _host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 1, CancellationToken.None));
    }
}
