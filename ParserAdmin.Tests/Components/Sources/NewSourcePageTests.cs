using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Sources;

public sealed class NewSourcePageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Import_AFileAsWindowsSavesIt_IsInTheEditor()
    {
        var page = Choose(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("version: 1\r\nname: Bücher\r\n")));

        page.WaitForAssertion(() => Assert.Equal("version: 1\nname: Bücher\n", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public void Import_AFileThatIsNoUtf8_SaysWhere()
    {
        var page = Choose(Encoding.Latin1.GetBytes("version: 1\nname: Bücher\n"));

        page.WaitForAssertion(() =>
            Assert.Equal(
                "shop.yaml, line 2, column 8: this is no UTF-8 (byte 0xFC); save the file as UTF-8. Then choose it again.",
                page.Find("[role=alert]").TextContent
            )
        );
    }

    private IRenderedComponent<NewSourcePage> Choose(IEnumerable<byte> file)
    {
        var page = _host.Page.Render<NewSourcePage>();
        page.WaitForElement("textarea");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([.. file], "shop.yaml"));
        return page;
    }
}
