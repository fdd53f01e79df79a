using System.Text.Json;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>Answers of two anime APIs, read by definitions alone; what is compared is the item that they make.</summary>
public sealed class AnimeConformanceTests(ITestOutputHelper output)
{
    private const string Anilist = """
        version: 1
        id: anilist
        name: A GraphQL API
        kind: catalog
        identity: externalId
        links: ["https://anilist.co/anime/"]
        paths:
          item:
            response: json
            rows: { selector: $.data.Media }
            fields:
              externalId: { selector: $.id }
              title: { selector: $.title.userPreferred }
              url: { selector: $.id, filters: [{ prepend: "https://anilist.co/anime/" }] }
              kind: { selector: $.format, default: UNKNOWN, filters: [{ map: { TV_SHORT: TV, MUSIC: SPECIAL } }] }
              status: { selector: $.status, default: none, filters: [{ map: { FINISHED: completed, RELEASING: ongoing, NOT_YET_RELEASED: upcoming, "*": unknown } }] }
              imageUrl: { selector: $.coverImage.large }
              genres: { selector: ["$.genres[*]", "$.tags[*].name"], all: true, optional: true, filters: [lower] }
              creators: { selector: "$.studios.edges[?(@.isMain == true)].node.name", all: true, optional: true, filters: [lower] }
              producers: { selector: "$.studios.edges[?(@.isMain == false)].node.name", all: true, optional: true, filters: [lower] }
              episodes: { selector: [$.episodes, $.nextAiringEpisode.episode], default: "0", filters: [number] }
              nextEpisode: { selector: $.nextAiringEpisode.episode, optional: true, filters: [number] }
              duration: { selector: $.duration, default: "0", filters: [number] }
              season: { selector: $.season, default: UNDEFINED }
              year: { selector: [$.seasonYear, $.startDate.year], default: "0", filters: [number] }
              synonyms: { selector: ["$.title.*", "$.synonyms[*]"], all: true, optional: true }
              related: { selector: "$.relations.edges[?(@.node.type == 'ANIME')].node.id", all: true, optional: true, filters: [{ prepend: "https://anilist.co/anime/" }] }
              score: { selector: $.averageScore, optional: true, filters: [number] }
        """;

    private const string Kitsu = """
        version: 1
        id: kitsu
        name: A JSON:API
        kind: catalog
        identity: externalId
        links: ["https://kitsu.app/anime/"]
        paths:
          item:
            response: json
            rows: { selector: $ }
            fields:
              externalId: { selector: "$.data[0].id" }
              title: { selector: "$.data[0].attributes.canonicalTitle" }
              url: { selector: "$.data[0].id", filters: [{ prepend: "https://kitsu.app/anime/" }] }
              kind: { selector: "$.data[0].attributes.subtype", default: UNKNOWN, filters: [upper, { map: { MUSIC: SPECIAL } }] }
              status: { selector: "$.data[0].attributes.status", default: none, filters: [{ map: { finished: completed, current: ongoing, unreleased: upcoming, upcoming: upcoming, "*": unknown } }] }
              imageUrl: { selector: "$.data[0].attributes.posterImage.small", default: "https://raw.githubusercontent.com/manami-project/anime-offline-database/master/pics/no_pic.png" }
              thumbnail: { selector: "$.data[0].attributes.posterImage.tiny", default: "https://raw.githubusercontent.com/manami-project/anime-offline-database/master/pics/no_pic_thumbnail.png" }
              genres: { selector: ["$.included[?(@.type == 'categories')].attributes.title", "$.included[?(@.type == 'genres')].attributes.name"], all: true, optional: true, filters: [lower] }
              creators:
                selector: "$.included[?(@.type == 'animeProductions' && @.attributes.role == 'studio')].relationships.producer.data.id"
                all: true
                optional: true
                filters: [{ lookup: "$.included[?(@.type == 'producers' && @.id == '{}')].attributes.name" }, lower]
              producers:
                selector: "$.included[?(@.type == 'animeProductions' && @.attributes.role == 'producer')].relationships.producer.data.id"
                all: true
                optional: true
                filters: [{ lookup: "$.included[?(@.type == 'producers' && @.id == '{}')].attributes.name" }, lower]
              episodes: { selector: "$.data[0].attributes.episodeCount", default: "0", filters: [number] }
              duration: { selector: "$.data[0].attributes.episodeLength", default: "0", filters: [number] }
              season: { selector: "$.data[0].attributes.startDate", default: none, filters: [{ regex: '-(\d\d)-|none' }, { map: { "01": WINTER, "02": WINTER, "03": WINTER, "04": SPRING, "05": SPRING, "06": SPRING, "07": SUMMER, "08": SUMMER, "09": SUMMER, "10": FALL, "11": FALL, "12": FALL } }], optional: true }
              year: { selector: "$.data[0].attributes.startDate", default: "0", filters: [{ regex: '^[12]\d{3}|^0$' }, number] }
              synonyms: { selector: ["$.data[0].attributes.titles.*", "$.data[0].attributes.abbreviatedTitles[*]"], all: true, optional: true }
              related: { selector: "$.included[?(@.type == 'mediaRelationships' && @.relationships.destination.data.type == 'anime')].relationships.destination.data.id", all: true, optional: true, filters: [{ prepend: "https://kitsu.app/anime/" }] }
              score: { selector: "$.data[0].attributes.averageRating", optional: true, filters: [number] }
        """;

    [SharedDataFact]
    public void Read_EveryAnswer_MakesTheExpectedItem()
    {
        var score = new Score("anime-json");
        foreach (var one in SharedData.Json("anime-json/cases.json").EnumerateArray())
        {
            var provider = one.GetProperty("provider").GetString()!;
            var file = one.GetProperty("inputs")[0].GetString()!;
            var path = Definitions.Read(provider == "kitsu" ? Kitsu : Anilist).Paths["item"];
            var item = new AnimeItem(Item(path, file));
            foreach (var expectation in one.GetProperty("expected").EnumerateArray())
            {
                // Kotlin code that the data could not express.
                if (expectation.GetProperty("op").GetString() is "scaledValue")
                    continue;
                var field = expectation.GetProperty("field").GetString()!;
                score.Count(
                    $"{file} {field}",
                    AnimeItem.Expected(expectation),
                    item.Find(field, expectation.GetProperty("op").GetString()!)
                );
            }
        }

        score.AssertAtLeast(0.98, output);
    }

    private static ItemDraft Item(PathDefinition path, string file)
    {
        var text = PageDecoder.Decode(SharedData.Bytes("anime-json/" + file), "application/json", null);
        var row = RowExtractors
            .By(TimeProvider.System)
            .For(path.Response)
            .Extract(text, new Uri("https://example.org/"), path, CancellationToken.None)
            .Rows.Single();
        return ItemMapper.Map(row, null, "title").Draft
            ?? throw new InvalidOperationException($"{file} makes no item: {row.Errors[0].Message}");
    }
}
