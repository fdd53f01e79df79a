using System.Globalization;
using System.Text.Json;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

/// <summary>A channel's public preview page, read by a definition alone.</summary>
public sealed class TelegramConformanceTests(ITestOutputHelper output)
{
    private const string Definition = """
        version: 1
        id: channel
        name: A channel's preview page
        kind: channel
        identity: externalId
        links: ["https://t.me/s/"]
        paths:
          updates:
            path: channel
            rows: { selector: ".tgme_widget_message[data-post]" }
            fields:
              externalId: { attribute: data-post, filters: [{ split: { separator: "/", index: 1 } }] }
              title: { selector: .js-message_text, default: (no text) }
              text: { selector: .js-message_text, lines: true, optional: true }
              publishedAt: { selector: ".tgme_widget_message_date time", attribute: datetime, filters: [date] }
              channel: { attribute: data-post, filters: [{ split: { separator: "/", index: 0 } }] }
              author: { selector: .tgme_widget_message_from_author, optional: true }
              views: { selector: .tgme_widget_message_views, optional: true, filters: [number] }
              edited: { selector: .tgme_widget_message_meta, default: "no", filters: [{ regex: "edited|no$" }, { map: { edited: "true", "*": "false" } }] }
              type:
                case:
                  .service_message: service
                  ":scope:has(.tgme_widget_message_photo_wrap):has(.tgme_widget_message_video_player)": multimedia
                  .tgme_widget_message_sticker: sticker
                  .tgme_widget_message_photo_wrap: photo
                  .tgme_widget_message_video_player: video
                  .tgme_widget_message_voice_player: audio
                  .tgme_widget_message_location_wrap: location
                  "*": text
              photo: { selector: .tgme_widget_message_photo_wrap, attribute: style, all: true, optional: true, filters: [{ regex: "url\\('([^']+)'" }] }
              sticker: { selector: .tgme_widget_message_sticker, attribute: data-webp, all: true, optional: true }
              video: { selector: video, attribute: src, all: true, optional: true }
              audio: { selector: audio, attribute: src, all: true, optional: true }
              thumbnailVideo: { selector: .tgme_widget_message_video_thumb, attribute: style, all: true, optional: true, filters: [{ regex: "url\\('([^']+)'" }] }
              thumbnailReply: { selector: .tgme_widget_message_reply_thumb, attribute: style, all: true, optional: true, filters: [{ regex: "url\\('([^']+)'" }] }
              link: { selector: ".js-message_text a, .tgme_widget_message_location_wrap", attribute: href, all: true, optional: true }
              replyTo: { selector: .tgme_widget_message_reply, attribute: href, optional: true, filters: [{ regex: '(\d+)$' }] }
              previewUrl: { selector: .tgme_widget_message_link_preview, attribute: href, optional: true }
              previewImage: { selector: .link_preview_image, attribute: style, optional: true, filters: [{ regex: "url\\('([^']+)'" }] }
              previewSite: { selector: .link_preview_site_name, optional: true }
              previewTitle: { selector: .link_preview_title, optional: true }
              previewDescription: { selector: .link_preview_description, optional: true }
          item:
            rows: { selector: html }
            fields:
              username: { selector: .tgme_channel_info_header_username, filters: [{ replace: ["@", ""] }] }
              title: { selector: "meta[property='og:title']", attribute: content }
              image_url: { selector: "meta[property='og:image']", attribute: content }
              description: { selector: "meta[property='og:description']", attribute: content }
              subscribers: { selector: ".tgme_channel_info_counter:has(.counter_type:contains('subscriber')) .counter_value", filters: [number] }
              photos: { selector: ".tgme_channel_info_counter:has(.counter_type:contains('photo')) .counter_value", filters: [number] }
              videos: { selector: ".tgme_channel_info_counter:has(.counter_type:contains('video')) .counter_value", filters: [number] }
              links: { selector: ".tgme_channel_info_counter:has(.counter_type:contains('link')) .counter_value", filters: [number] }
          search:
            path: addresses
            rows: { selector: li }
            fields:
              title: {}
              url: { filters: [{ regex: '^(?:https?://)?(?:t\.me/)?(?:s/)?@?(\w+)' }, { prepend: "https://t.me/s/" }] }
        """;

    private static readonly (string Kind, string Field)[] Media =
    [
        ("photo", "photo"),
        ("photo", "sticker"),
        ("video", "video"),
        ("audio", "audio"),
        ("thumbnail-video", "thumbnailVideo"),
        ("thumbnail-reply", "thumbnailReply"),
        ("link", "link"),
    ];

    [SharedDataFact]
    public void Read_EveryMessageHeaderAndAddress_IsAsExpected()
    {
        var score = new Score("telegram");
        foreach (var one in SharedData.Json("telegram/cases.json").EnumerateArray())
        {
            var (name, input, expected) = (
                one.GetProperty("name").GetString()!,
                one.GetProperty("input").GetString()!,
                one.GetProperty("expected")
            );
            switch (one.GetProperty("kind").GetString())
            {
                case "url":
                    score.Count(input, expected.GetString()!, Rows("search", $"<li>{input}</li>").Single().Fields["url"].ToText());
                    break;
                case "info":
                    var header = Rows("item", input).Single();
                    Compare(score, name, expected, key => header.Fields.GetValueOrDefault(key)?.ToText());
                    break;
                default:
                    Compare(score, name, expected, key => Message(input, key));
                    break;
            }
        }

        score.AssertAtLeast(1, output);
    }

    private static void Compare(Score score, string name, JsonElement expected, Func<string, string?> actual)
    {
        foreach (var property in expected.EnumerateObject())
            score.Count($"{name} {property.Name}", Text(property.Value), actual(property.Name) ?? "");
    }

    private static string Message(string html, string key)
    {
        var row = Rows("updates", html).Single();
        var item = ItemMapper.Map(row, null, "post");
        Assert.Empty(item.Errors);
        var draft = item.Draft!;
        return key switch
        {
            "id" => draft.ExternalId!,
            "created_at" => draft.PublishedAt!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture),
            "urls" => string.Join(
                '\n',
                Media.SelectMany(media => Addresses(row, media.Field).Select(address => $"{media.Kind} {address}"))
            ),
            "reply_to_id" => Attribute("replyTo"),
            "preview_url" => Attribute("previewUrl"),
            "preview_image_url" => Attribute("previewImage"),
            "preview_site_name" => Attribute("previewSite"),
            "preview_title" => Attribute("previewTitle"),
            "preview_description" => Attribute("previewDescription"),
            _ => Attribute(key),
        };

        string Attribute(string name) => draft.Attributes.GetValueOrDefault(name, "");
    }

    private static IEnumerable<string> Addresses(ExtractedRow row, string field) =>
        row.Fields.GetValueOrDefault(field) is ListValue list ? list.Texts.Order() : [];

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => string.Join(
                '\n',
                value
                    .EnumerateArray()
                    .Select(pair => $"{pair[0].GetString()} {pair[1].GetString()}")
                    .GroupBy(line => line.Split(' ')[0])
                    .SelectMany(group => group.Order())
            ),
            _ => value.ToString(),
        };

    private static IReadOnlyList<ExtractedRow> Rows(string path, string html)
    {
        var definition = Definitions.Read(Definition).Paths[path];
        return RowExtractors
            .By(TimeProvider.System)
            .For(definition.Response)
            .Extract(html, new Uri("https://t.me/s/channel"), definition, CancellationToken.None)
            .Rows;
    }
}
