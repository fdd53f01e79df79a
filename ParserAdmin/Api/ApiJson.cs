using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParserAdmin.Api;

/// <summary>How the API writes and reads JSON.</summary>
internal static class ApiJson
{
    /// <summary>
    /// For what people send: an unknown field is told, not ignored, because a misspelt one would otherwise do nothing without a word. So is
    /// one that comes twice: nobody knows which of the two is meant.
    /// </summary>
    public static JsonSerializerOptions Reading { get; } =
        Configure(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
                AllowDuplicateProperties = false,
                MaxDepth = 16,
                Converters = { new PlainTextConverter() },
            }
        );

    public static JsonSerializerOptions Writing { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(new LowerCaseNames(), allowIntegerValues: false));

        options.NumberHandling = JsonNumberHandling.Strict;

        // Answers are never part of a page, so titles in every script can stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }
}
