using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>A real crawl of the demo site, asked for and looked at through the API alone.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class CrawlTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] JobFields = (
        "id task sourceId scheduleId status reason errorClass errorMessage trigger actor node attempt epoch parameters requestedAt "
        + "startedAt endedAt durationMs "
        + "itemsProcessed itemsSucceeded itemsFailed itemsNew itemsChanged pages requests bytes"
    ).Split(' ');

    private static readonly string[] ItemFields = (
        "id sourceId externalId kind url title price currency status publishedAt series seriesNumber creators genres imageUrl attributes "
        + "firstSeenAt lastSeenAt lastChangedAt gone"
    ).Split(' ');

    private Task<JobSnapshot> CrawlAsync() => host.UntilAsync(async () => (
                    await host.Admin.PostAsync(
                        "/tasks",
                        new
                        {
                            task = "catalog-sync",
                            sourceId = "demo",
                            parameters = new { maxPages = 1, path = "catalog" },
                        }
                    )
                ).Expect(202).GetProperty("id").GetGuid(), JobLifecycle.IsFinal);

    [Fact]
    public async Task Tasks_OnePageOfTheDemo_SucceedsAndItsItemsLogAndTrailCanBeRead()
    {
        var job = await CrawlAsync();

        var task = (await host.Admin.GetAsync($"/tasks/{job.Id}")).Expect(200);
        Assert.All(JobFields, field => Assert.True(task.TryGetProperty(field, out _), field));
        Assert.Equal("succeeded", task.GetProperty("status").GetString());
        Assert.Equal(
            ("api", 1),
            (task.GetProperty("trigger").GetString(), task.GetProperty("parameters").GetProperty("maxPages").GetInt32())
        );
        Assert.Equal("catalog", task.GetProperty("parameters").GetProperty("path").GetString());
        Assert.EndsWith("Z", task.GetProperty("endedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(24, task.GetProperty("itemsProcessed").GetInt32());

        var timings = await host.Services.GetRequiredService<JobTimingsKeeper>().FindAsync(job.Id, default);
        Assert.Equal(task.GetProperty("requests").GetInt32(), timings!.Value.Total);
        Assert.All(timings.Value.Last, timing => Assert.StartsWith(host.Address.ToString(), timing.Address, StringComparison.Ordinal));
        Assert.Equal(task.GetProperty("bytes").GetInt64(), timings.Value.Last.Sum(timing => timing.Bytes));

        var items = await PagesAsync("/items?sourceId=demo&limit=7");
        Assert.Equal(24, items.Select(item => item.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.All(ItemFields, field => Assert.True(items[0].TryGetProperty(field, out _), field));
        Assert.Equal(
            JsonValueKind.Array,
            (await host.Admin.GetAsync($"/items/{items[0].GetProperty("id")}")).Expect(200).GetProperty("revisions").ValueKind
        );
        Assert.NotEmpty((await host.Admin.GetAsync("/hosts")).Expect(200).GetProperty("items").EnumerateArray());
        Assert.Contains(
            "job.end",
            (await PagesAsync($"/audit?entityType=parser_jobs&entityId={job.Id}&limit=1")).Select(entry =>
                entry.GetProperty("action").GetString()
            )
        );
        Assert.True((await host.Admin.GetAsync("/audit/verify")).Expect(200).GetProperty("intact").GetBoolean());
        Assert.Equal("ok", (await host.Admin.GetAsync("/sources/demo")).Expect(200).GetProperty("state").GetString());
        Assert.True(
            (await host.Admin.GetAsync("/admin/parser/dashboard"))
                .Expect(200)
                .GetProperty("last24h")
                .GetProperty("byStatus")
                .GetProperty("succeeded")
                .GetInt32() > 0
        );
    }

    [Fact]
    public async Task Lists_PagedByCursor_AreCompleteAndWithoutDuplicates()
    {
        var job = await CrawlAsync();
        var whole = (await host.Admin.GetAsync($"/admin/parser/logs?jobId={job.Id}&limit=500"))
            .Expect(200)
            .GetProperty("items")
            .EnumerateArray()
            .ToList();

        var paged = await PagesAsync($"/admin/parser/logs?jobId={job.Id}&limit=3");
        var after = (await host.Admin.GetAsync($"/admin/parser/logs?jobId={job.Id}&after={Sequence(whole[1])}&limit=1"))
            .Expect(200)
            .GetProperty("items")[0];

        Assert.Equal(whole.Select(Sequence), paged.Select(Sequence));
        Assert.Equal(Sequence(whole[2]), Sequence(after));
        var audit = (await PagesAsync("/audit?limit=2")).Select(Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, audit.Count).Reverse().Select(number => (long)number), audit);
        Assert.Contains(
            job.Id,
            (await PagesAsync("/tasks/recent?limit=1&status=succeeded,failed")).Select(one => one.GetProperty("id").GetGuid())
        );
    }

    [Fact]
    public async Task LogStream_ResumedByLastEventId_SendsEveryLineOnceAndLetsGo()
    {
        var bus = host.Services.GetRequiredService<EventBus>();
        var job = await CrawlAsync();

        // By now all that the program itself follows has begun.
        var quiet = bus.SubscriptionCount;
        var stored = (await host.Admin.GetAsync($"/admin/parser/logs?jobId={job.Id}&limit=500"))
            .Expect(200)
            .GetProperty("items")
            .EnumerateArray()
            .Select(Sequence)
            .ToList();
        var half = stored.Count / 2;

        var first = await ReadAsync($"/admin/parser/logs/stream?jobId={job.Id}", null, half);
        var rest = await ReadAsync(
            $"/admin/parser/logs/stream?jobId={job.Id}",
            first[^1].ToString(System.Globalization.CultureInfo.InvariantCulture),
            stored.Count - half
        );

        Assert.Equal(stored, first.Concat(rest));
        var gone = System.Diagnostics.Stopwatch.StartNew();
        while (bus.SubscriptionCount > quiet && gone.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Delay(10);

        // Fewer where a stream of the test before this one was still open at the beginning.
        Assert.InRange(bus.SubscriptionCount, 0, quiet);
    }

    [Fact]
    public async Task LogStream_OpenedBeforeTheJob_FollowsItLive()
    {
        using var response = await host.Admin.OpenAsync("/admin/parser/logs/stream?sourceId=demo", null);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 2000", await reader.ReadLineAsync());

        var job = await CrawlAsync();
        var stored = (await host.Admin.GetAsync($"/admin/parser/logs?jobId={job.Id}&limit=500"))
            .Expect(200)
            .GetProperty("items")
            .EnumerateArray()
            .Select(Sequence)
            .ToList();

        Assert.Equal(stored, await IdsAsync(reader, stored.Count));
    }

    private async Task<List<long>> ReadAsync(string path, string? lastEventId, int count)
    {
        using var response = await host.Admin.OpenAsync(path, lastEventId);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        return await IdsAsync(reader, count);
    }

    private static async Task<List<long>> IdsAsync(StreamReader reader, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var ids = new List<long>();
        while (ids.Count < count && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("id: ", StringComparison.Ordinal))
                continue;
            ids.Add(long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture));
            var data = JsonSerializer.Deserialize<JsonElement>((await reader.ReadLineAsync(patience.Token))!["data: ".Length..]);
            Assert.Equal(ids[^1], Sequence(data));
        }

        return ids;
    }

    private Task<List<JsonElement>> PagesAsync(string path) => host.Admin.PagesAsync(path);

    private static long Sequence(JsonElement line) => line.GetProperty("sequence").GetInt64();
}
