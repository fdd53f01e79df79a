using System.Text;
using System.Text.Json;
using ParserAdmin.Core.Data;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class ReadableJsonEncoderTests
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = ReadableJsonEncoder.Instance };

    [Theory]
    [InlineData("plain")]
    [InlineData("🪐")]
    [InlineData("a🪐b👩‍🚀c Солярис 𠮷野家 <&'>")]
    public void Serialize_AnyScript_StaysAsItIs(string text)
    {
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(text, Options));
        Assert.Equal($"\"{text}\"", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text, Options)));
        Assert.Equal($"\"{text}\"", Utf8(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("🪐\"🪐", "🪐\\\"🪐")]
    [InlineData("🪐\n\\🪐", "🪐\\n\\\\🪐")]
    [InlineData("🪐\u0001", "🪐\\u0001")]
    public void Serialize_WhatJsonDemands_IsEscaped(string text, string escaped)
    {
        Assert.Equal($"\"{escaped}\"", JsonSerializer.Serialize(text, Options));
        Assert.Equal($"\"{escaped}\"", Utf8(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Options)));
    }

    [Fact]
    public void Serialize_HalfAPair_IsReplacedLikeEverywhere() =>
        Assert.Equal("a\ufffdb", JsonSerializer.Deserialize<string>(JsonSerializer.Serialize("a\ud83db", Options)));

    private static string Utf8(ReadOnlySpan<byte> text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance }))
            writer.WriteStringValue(text);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
