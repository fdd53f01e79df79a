using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParserAdmin.Api;

/// <summary>Refuses text with a NUL: not every database can hold it, and no person means it.</summary>
internal sealed class PlainTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        return reader.GetString() is { } text && !text.Contains('\0') ? text : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
