using System.Diagnostics;
using System.Globalization;
using System.Text;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Tests.Conformance;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks;

/// <summary>Bytes of feeds in, entries with all their fields out, beside python3-feedparser in the same run.</summary>
internal static class FeedsBenchmark
{
    private const string Yaml = """
        version: 1
        id: news
        name: A feed
        kind: channel
        links: ["https://example.org/"]
        paths:
          updates:
            path: feed.xml
            response: feed
            fields:
              externalId: { selector: [id, link], optional: true }
              title: { selector: title, optional: true, filters: [stripTags] }
              url: { selector: link, optional: true, filters: [url] }
              publishedAt: { selector: [published, updated], optional: true, filters: [date] }
              creators: { selector: authors, all: true, optional: true }
              genres: { selector: categories, all: true, optional: true }
              imageUrl: { selector: image, optional: true, filters: [url] }
              summary: { selector: summary, optional: true }
              content: { selector: content, optional: true }
              enclosures: { selector: enclosures, all: true, optional: true }
        """;

    private static readonly PathDefinition Path = SourceDefinitionReader.Read(Yaml).Definition!.Paths[PathNames.Updates];

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int entries)
    {
        using var folder = new TestDirectory();
        var large = folder.File("large.xml");
        await File.WriteAllTextAsync(large, Large(entries));
        var peer = await Peer.IsHereAsync("feedparser", "python3-feedparser");
        await CompareAsync($"one feed of {entries} entries", [large], rounds: 5, peer);
        if (SharedData.SkipReason is { } missing)
        {
            Console.WriteLine($"feeds: the small files were left out. {missing}");
        }
        else
        {
            await CompareAsync(
                "small files",
                [
                    .. Directory
                        .EnumerateFiles(SharedData.PathOf("feeds/testdata"), "*.xml", SearchOption.AllDirectories)
                        .Order(StringComparer.Ordinal),
                ],
                rounds: 5,
                peer
            );
        }
    }

    private static async Task CompareAsync(string what, IReadOnlyList<string> files, int rounds, bool peer)
    {
        var bodies = files.Select(File.ReadAllBytes).ToList();

        // The program runs for months; what counts is its code as it is after the first seconds.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < WarmUp; )
            Read(bodies);
        var (watch, read) = (Stopwatch.StartNew(), 0);
        for (var round = 0; round < rounds; round++)
            read += Read(bodies);
        var ours = read / watch.Elapsed.TotalSeconds;
        var line = string.Create(CultureInfo.InvariantCulture, $"feeds: {what}: ours {ours:F0} entries a second");
        if (peer)
        {
            var answer = await Peer.RunAsync("feeds.py", [$"{rounds}", .. files]);
            var theirs = answer.GetProperty("entries").GetInt32() / answer.GetProperty("seconds").GetDouble();
            line += string.Create(CultureInfo.InvariantCulture, $", feedparser {theirs:F0}: {ours / theirs:F1} times");
        }

        Console.WriteLine(line);
    }

    private static int Read(List<byte[]> bodies)
    {
        var entries = 0;
        foreach (var body in bodies)
        {
            try
            {
                var text = PageDecoder.Decode(body, "application/xml", null);
                entries += RowExtractors
                    .Default.For(ResponseType.Feed)
                    .Extract(text, new Uri("https://example.org/feed.xml"), Path, CancellationToken.None)
                    .Rows.Count;
            }
            catch (ExtractionException)
            {
                // Some of the small files are no feeds, on purpose; the peer counts no entries of them either.
            }
        }

        return entries;
    }

    private static string Large(int entries)
    {
        var text = new StringBuilder(
            """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Long</title><link>https://example.org/</link><description>A feed</description>"""
        );
        for (var i = 0; i < entries; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                <item><title>Entry {i} &amp; its title</title><link>https://example.org/posts/{i}</link><guid isPermaLink="false">post-{i}</guid>
                <pubDate>{new DateTime(2026, 1, 1).AddMinutes(i).ToString("R", CultureInfo.InvariantCulture)}</pubDate><dc:creator>Writer {i
                    % 40}</dc:creator><category>news</category><category>topic {i % 15}</category>
                <description>A short summary of entry {i}, some words long, as feeds have them.</description>
                <content:encoded><![CDATA[<p>Paragraph one of entry {i} with a <a href="https://example.org/a/{i}">link</a> in it.</p><p>{new string(
                    'x',
                    40
                )} and the second paragraph, <b>bold</b> in places, that goes on for a while.</p>]]></content:encoded>
                <enclosure url="https://example.org/audio/{i}.mp3" length="123456" type="audio/mpeg"/></item>
                """
            );
        }

        return text.Append("</channel></rss>").ToString();
    }
}
