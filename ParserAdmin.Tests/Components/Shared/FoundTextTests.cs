using ParserAdmin.Components.Shared.Logs;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

public sealed class FoundTextTests
{
    [Theory]
    [InlineData("Price of the PRICE", "price", "[Price]| of the |[PRICE]")]
    [InlineData("aaaa", "aa", "[aa]|[aa]")]
    [InlineData("none", "x", "none")]
    [InlineData("all", "", "all")]
    [InlineData("Größe", "GRÖ", "[Grö]|ße")]
    public void Parts_OfAText_MarkWhatIsFoundAndKeepTheRest(string text, string find, string parts) =>
        Assert.Equal(parts, string.Join('|', FoundText.Parts(text, find).Select(part => part.Found ? $"[{part.Text}]" : part.Text)));
}
