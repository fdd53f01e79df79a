using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class ItemEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task List_Filters_NarrowAndPageInEveryOrder()
    {
        await SaveAsync("list", 7);
        var viewer = await host.ClientAsync(Role.Viewer);

        foreach (var sort in new[] { "newest", "changed", "title", "price" })
        {
            var ids = (await viewer.PagesAsync($"/items?sourceId=list&sort={sort}&limit=3")).ConvertAll(item =>
                item.GetProperty("externalId").GetString()
            );

            Assert.Equal(7, ids.Distinct().Count());
            Assert.Equal(7, ids.Count);
        }

        var narrow = (await viewer.GetAsync("/items?sourceId=list&priceFrom=2&priceTo=3.5&currency=eur&creator=some%20one&q=title")).Expect(
            200
        );
        Assert.Equal(2, narrow.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("sort=upwards", "sort")]
    [InlineData("priceFrom=cheap", "priceFrom")]
    [InlineData("sort=title&cursor=aXRlbXM6eA", "cursor")]
    public async Task List_ABadValue_Is400(string query, string field)
    {
        var problem = (await host.Admin.GetAsync($"/items?{query}")).ExpectProblem(400);

        Assert.Contains(field, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_JsonLines_AreTheItemsOfTheList()
    {
        await SaveAsync("jsonl", 5);

        var lines = (await ExportAsync("format=jsonl&sourceId=jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(5, lines.Length);
        var list = (await host.Admin.GetAsync("/items?sourceId=jsonl")).Expect(200).GetProperty("items");
        Assert.Equal(
            list.EnumerateArray().Select(item => item.GetRawText()),
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetRawText())
        );
    }

    [Fact]
    public async Task Export_Csv_QuotesAndDefusesWhatASiteWrote()
    {
        await SaveAsync(
            "csv",
            0,
            StoredItems.Draft("1", "=HYPERLINK(\"http://evil\")") with
            {
                Price = -1.5m,
                Creators = ["@one", "Zwei"],
                Status = "a,\nb",
            }
        );

        var csv = await ExportAsync("format=csv&sourceId=csv");

        Assert.StartsWith("id,sourceId,externalId,", csv, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\")\",-1.5,EUR,", csv, StringComparison.Ordinal);
        Assert.Contains(",\"'@one; Zwei\",", csv, StringComparison.Ordinal);
        Assert.EndsWith(",false\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_NumbersAndSigns_ArePlainInEveryForm()
    {
        await SaveAsync(
            "plain",
            0,
            StoredItems.Draft("★", "Solaris ★ <b> Солярис") with
            {
                Price = 2.00m,
                Currency = "EUR",
                Series = "S",
                SeriesNumber = 1.50m,
                Attributes = ItemDraft.NoAttributes.Add("mood", "☺"),
            }
        );

        var line = await ExportAsync("format=jsonl&sourceId=plain");
        var listed = (await host.Admin.GetAsync("/items?sourceId=plain")).Text;

        foreach (var json in new[] { line, listed })
        {
            Assert.Contains("\"title\":\"Solaris ★ <b> Солярис\",\"price\":2,\"currency\":\"EUR\"", json, StringComparison.Ordinal);
            Assert.Contains("\"seriesNumber\":1.5,", json, StringComparison.Ordinal);
            Assert.Contains("\"mood\":\"☺\"", json, StringComparison.Ordinal);
        }

        Assert.Contains(",Solaris ★ <b> Солярис,2,EUR,", await ExportAsync("format=csv&sourceId=plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_AnItem_HoldsItsFields_AndReleasesThem()
    {
        await SaveAsync("edited", 1);
        var operating = await host.ClientAsync(Role.Operator);
        var path =
            $"/items/{(await operating.GetAsync("/items?sourceId=edited")).Expect(200).GetProperty("items")[0].GetProperty("id").GetString()}";

        var edited = (
            await PatchAsync(
                operating,
                path,
                """{"fields":{"title":"Mine","price":2.5,"creators":["A","B"],"status":null},"reason":"typo"}"""
            )
        ).Expect(200);
        Assert.Equal(("Mine", 2.5m), (edited.GetProperty("title").GetString(), edited.GetProperty("price").GetDecimal()));
        Assert.Equal(
            ["creators", "price", "status", "title"],
            edited.GetProperty("heldFields").EnumerateArray().Select(field => field.GetString())
        );
        (await PatchAsync(operating, path, """{"fields":{"price":"cheap"}}""")).ExpectProblem(422);
        (await PatchAsync(operating, path, """{"release":["title"]}""")).Expect(200);

        var item = (await operating.GetAsync(path)).Expect(200);
        Assert.Equal(3, item.GetProperty("heldFields").GetArrayLength());
        Assert.NotNull(item.GetProperty("revisions")[0].GetProperty("editedBy").GetString());
    }

    [Fact]
    public async Task Delete_CountFirst_ThenExactlyThose()
    {
        await SaveAsync("doomed", 4);
        const string filter = "\"filter\":{\"sourceId\":\"doomed\"}";

        var counted = (await PostAsync($"{{{filter},\"dryRun\":true}}")).Expect(200);
        Assert.Equal(4, counted.GetProperty("matching").GetInt32());
        (await PostAsync($"{{{filter},\"reason\":\"x\"}}")).ExpectProblem(400);
        (await PostAsync($"{{{filter},\"count\":3,\"reason\":\"x\"}}")).ExpectProblem(409);
        (await PostAsync("{\"count\":3,\"reason\":\"x\"}")).ExpectProblem(400);

        Assert.Equal(4, (await PostAsync($"{{{filter},\"count\":4,\"reason\":\"x\"}}")).Expect(200).GetProperty("deleted").GetInt32());
        Assert.Equal(0, (await host.Admin.GetAsync("/items?sourceId=doomed")).Expect(200).GetProperty("items").GetArrayLength());
    }

    private static Task<ApiAnswer> PatchAsync(ApiClient client, string path, string body) =>
        client.SendTextAsync(HttpMethod.Patch, path, body, "application/json");

    private Task<ApiAnswer> PostAsync(string body) => host.Admin.SendTextAsync(HttpMethod.Post, "/items/delete", body, "application/json");

    private async Task<string> ExportAsync(string query)
    {
        var answer = await (await host.ClientAsync(Role.Viewer)).GetAsync($"/items/export?{query}");
        Assert.Equal(200, answer.Status);
        return answer.Text;
    }

    private async Task SaveAsync(string source, int count, params ItemDraft[] drafts)
    {
        drafts =
        [
            .. drafts,
            .. Enumerable
                .Range(1, count)
                .Select(number => StoredItems.Draft($"{number}", $"Title {number % 3}") with { Price = number, Creators = ["Some One"] }),
        ];
        await using var run = await OpenRun.BeginAsync(host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>(), source);
        await host
            .Services.GetRequiredService<ItemStore>()
            .SaveAsync(run, [.. drafts.Select(draft => new IdentifiedItem(draft.ExternalId!, draft))], CancellationToken.None);
    }
}
