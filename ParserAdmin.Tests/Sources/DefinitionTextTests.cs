using System.Text;
using ParserAdmin.Core.Sources;
using Xunit;

namespace ParserAdmin.Tests.Sources;

public sealed class DefinitionTextTests
{
    private const string Text = "id: shop\nname: Café 👍\n";

    [Fact]
    public void Decode_Utf8AndMarkedUtf16_GiveTheText()
    {
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];

        Assert.All(
            encodings,
            encoding => Assert.Equal(Text, DefinitionText.Decode([.. encoding.Preamble, .. encoding.GetBytes(Text)], out _, out _, out _))
        );
    }

    [Theory]
    [InlineData("id: shop\nname: Caf\u00e9", 2, 10)]
    [InlineData("\u00e9", 1, 1)]
    [InlineData("a: b\r\n\r\n x: \u00fcber", 3, 5)]
    public void Decode_Latin1_NamesTheFirstBadByte(string text, int line, int column)
    {
        Assert.Null(DefinitionText.Decode(Encoding.Latin1.GetBytes(text), out var problem, out var badLine, out var badColumn));

        Assert.Equal((line, column), (badLine, badColumn));
        Assert.Contains("save the file as UTF-8", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ALongTextBeforeTheBadByte_CountsItsCharacters()
    {
        Assert.Null(
            DefinitionText.Decode([.. Encoding.UTF8.GetBytes("é: 👍\n# ééé "), 0xFF, .. "x"u8], out _, out var line, out var column)
        );

        Assert.Equal((2, 7), (line, column));
    }
}
