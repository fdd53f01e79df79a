using System.Globalization;
using System.Text.Json;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Feeds;
using ParserAdmin.Core.Extraction.Text.Dates;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

public sealed class FeedConformanceTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Read_EveryFeed_HasTheExpectedFields()
    {
        var score = new Score("feeds");
        var cases = SharedData.Json("feeds/cases.json").EnumerateArray().ToList();
        foreach (var one in cases)
        {
            var input = one.GetProperty("input").GetString()!;
            var text = PageDecoder.Decode(SharedData.Bytes("feeds/testdata/" + input), "application/xml", null);
            var expected = SharedData.Json("feeds/testdata/" + one.GetProperty("expected").GetString());

            var feed = FeedReading.Read(text, CancellationToken.None);

            var entries = ExpectedEntries(expected);
            score.Count($"{input} entries", $"{entries.Count}", $"{feed.Entries.Count}");
            Compare(score, $"{input} head", expected, feed.Head);
            foreach (var (entry, index) in entries.Zip(feed.Entries).Select((pair, index) => (pair, index)))
                Compare(score, $"{input} #{index}", entry.First, entry.Second);
        }

        Assert.Equal(533, cases.Count);
        score.AssertAtLeast(0.99, output);
    }

    private static void Compare(Score score, string where, JsonElement expected, IFeedEntry actual)
    {
        foreach (var (name, time) in FeedExpectations.Times(expected))
        {
            var read = actual
                .Find(name, null)
                .Select(text => new DateReader(TimeZoneInfo.Utc, DateOrder.Unknown, TimeProvider.System).Read(text).Time)
                .FirstOrDefault();
            score.Count(
                $"{where} {name} as a time",
                time,
                read?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "none"
            );
        }

        foreach (var (name, values) in FeedExpectations.Of(expected))
            score.Count($"{where} {name}", values, string.Join(" | ", actual.Find(name, null).Select(FeedExpectations.Plain)));
    }

    private static List<JsonElement> ExpectedEntries(JsonElement expected) =>
        expected.TryGetProperty("entries", out var entries) || expected.TryGetProperty("items", out entries)
            ? [.. entries.EnumerateArray()]
            : [];
}
