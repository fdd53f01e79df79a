using System.Text.Json;
using System.Text.Json.Serialization;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Commands;

/// <summary>JSON for scripts: camelCase, enums in lower case, UTC.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = ReadableJsonEncoder.Instance,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(object value) => JsonSerializer.Serialize(value, Options);
}
