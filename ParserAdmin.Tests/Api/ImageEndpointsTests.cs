using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class ImageEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Get_AnItemsPicture_IsShownFromHere()
    {
        var path = await PathAsync("/demo/posters/t-0001.png");
        var viewer = await host.ClientAsync(Role.Viewer);

        using var answer = await viewer.OpenAsync(path, null);

        Assert.Equal((200, "image/webp"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl is { Private: true, MaxAge: not null });
        Assert.Equal(PictureFormat.WebP, PictureFormats.Of(await answer.Content.ReadAsByteArrayAsync()));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
        again.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PortalHost.AdminKey);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var same = await http.SendAsync(again, CancellationToken.None);
        Assert.Equal(304, (int)same.StatusCode);
    }

    [Fact]
    public async Task Get_ByAStranger_IsRefused() =>
        (await host.Anonymous.GetAsync(await PathAsync("/demo/posters/t-0002.png"))).ExpectProblem(401);

    [Fact]
    public async Task Get_APageInPlaceOfAPicture_SaysWhy()
    {
        var problem = (await host.Admin.GetAsync(await PathAsync("/demo/catalogue"))).ExpectProblem(502);

        Assert.Contains("no PNG, JPEG, GIF, WebP or AVIF", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_APageOfTheProgram_IsNotFetched()
    {
        var problem = (await host.Admin.GetAsync(await PathAsync("/admin/parser/settings"))).ExpectProblem(502);

        Assert.Contains("ParserAdmin itself", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhatNoItemHas_Is404()
    {
        var other = await PathAsync("/demo/posters/t-0003.png");

        (await host.Admin.GetAsync("/images/0123456789abcdef0123456789abcdef")).ExpectProblem(404);
        (await host.Admin.GetAsync($"/images/0123456789abcdef0123456789abcdef?{other.Split('?')[1]}")).ExpectProblem(404);
    }

    private async Task<string> PathAsync(string image)
    {
        var id = image.Split('/')[^1];
        var draft = StoredItems.Draft(id, id) with { ImageUrl = new Uri(host.Address, image).AbsoluteUri };
        await using (var run = await OpenRun.BeginAsync(host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>(), "demo"))
        {
            await host.Services.GetRequiredService<ItemStore>().SaveAsync(run, [new IdentifiedItem(id, draft)], CancellationToken.None);
        }

        var items = (await host.Admin.GetAsync("/items?sourceId=demo&limit=100")).Expect(200).GetProperty("items");
        return items
            .EnumerateArray()
            .Single(item => item.GetProperty("externalId").GetString() == id)
            .GetProperty("imagePath")
            .GetString()!;
    }
}
