using System.Text;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class PageDecoderTests
{
    private const string Russian = "Каталог книг";

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Decode_CharsetInHeader_IsUsed(string charset) =>
        Assert.Equal(
            Russian,
            PageDecoder.Decode(CharacterSets.Find(charset)!.GetBytes(Russian), $"text/html; charset=\"{charset}\"", null)
        );

    [Theory]
    [InlineData("<html><head><meta charset=windows-1251><title>")]
    [InlineData("<META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">")]
    [InlineData("<!-- <meta charset=utf-8> --><meta name=a content=b><meta charset='windows-1251'>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1251\"?>")]
    public void Decode_CharsetInPage_IsUsed(string head) =>
        Assert.Equal(head + Russian, PageDecoder.Decode(CharacterSets.Find("windows-1251")!.GetBytes(head + Russian), "text/html", null));

    [Fact]
    public void Decode_ForcedEncoding_WinsOverAll() =>
        Assert.Equal(Russian, PageDecoder.Decode(CharacterSets.Find("koi8-r")!.GetBytes(Russian), "text/html; charset=utf-8", "koi8-r"));

    [Fact]
    public void Decode_Utf8Mark_IsDroppedAndWinsOverHeader() =>
        Assert.Equal(
            Russian,
            PageDecoder.Decode(
                new byte[] { 0xEF, 0xBB, 0xBF }
                    .Concat(Encoding.UTF8.GetBytes(Russian))
                    .ToArray(),
                "text/html; charset=windows-1251",
                null
            )
        );

    [Fact]
    public void Decode_Utf16Mark_IsFollowed() =>
        Assert.Equal(
            Russian,
            PageDecoder.Decode(
                Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes(Russian)).ToArray(),
                null,
                null
            )
        );

    [Fact]
    public void Decode_NothingSaid_IsUtf8IfValid() =>
        Assert.Equal(Russian, PageDecoder.Decode(Encoding.UTF8.GetBytes(Russian), null, null));

    [Fact]
    public void Decode_NothingSaidAndNotUtf8_IsWindows1252() =>
        Assert.Equal("café €", PageDecoder.Decode(new byte[] { 0x63, 0x61, 0x66, 0xE9, 0x20, 0x80 }, null, null));

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("nonsense")]
    [InlineData("utf-7")]
    public void Decode_OddCharset_NeverThrows(string charset) =>
        Assert.Equal("café", PageDecoder.Decode(new byte[] { 0x63, 0x61, 0x66, 0xE9 }, $"text/html; charset={charset}", null));

    [Fact]
    public void Decode_Empty_IsEmpty() => Assert.Equal("", PageDecoder.Decode(ReadOnlyMemory<byte>.Empty, null, null));
}
