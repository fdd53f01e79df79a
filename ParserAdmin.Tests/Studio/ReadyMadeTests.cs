using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Studio;

/// <summary>The definitions in the repository's folder <c>definitions</c>, with their samples.</summary>
public sealed class ReadyMadeTests
{
    public static TheoryData<string> Names => [.. SourceTemplates.Names];

    [Fact]
    public void Names_AreThoseOfTheFolder() =>
        Assert.Equal(["feed", "html-shop", "json-api", "telegram-channel", "xenforo-classifieds"], SourceTemplates.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Definition_OfEachName_IsValidAndItsSamplesHold(string name)
    {
        await using var host = await CoreHost.CreateAsync();

        var read = await host.Get<DefinitionInspector>().InspectAsync(SourceTemplates.Text(name), null, CancellationToken.None);

        Assert.Empty(read.Errors);
        Assert.NotEmpty(read.Definition!.Samples);
    }
}
