using System.Text;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Api;
using Xunit;

namespace ParserAdmin.Tests.Api;

public sealed class YamlBodyTests
{
    [Fact]
    public async Task Read_Latin1_IsRefusedWithLineAndColumn()
    {
        var bad = await Assert.ThrowsAsync<BadInputException>(() => ReadAsync(Encoding.Latin1.GetBytes("id: shop\nname: Café")));

        Assert.Equal(
            ("body", "Line 2, column 10: this is no UTF-8 (byte 0xE9); save the file as UTF-8, and send it again."),
            (bad.Field, bad.Message)
        );
    }

    [Fact]
    public async Task Read_MarkedUtf16_GivesTheText() =>
        Assert.Equal("name: Café", await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name: Café")]));

    private static Task<string> ReadAsync(byte[] bytes) =>
        YamlBody.ReadAsync(new DefaultHttpContext { Request = { Body = new MemoryStream(bytes) } }.Request, CancellationToken.None);
}
