using ParserAdmin.Core.Fetching.Rendering.Browsers;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

public sealed class WaitAdviceTests
{
    [Fact]
    public void NotThere_SaysFirstThatTheSelectorMayBeWrong() =>
        Assert.StartsWith(
            "On https://example.org/ nothing matched '.list' within 5 s. The selector may be wrong: check it against the page in a "
                + "browser.",
            BrowserFaults.NotThere(new Uri("https://example.org/"), ".list", TimeSpan.FromSeconds(5), null).Message,
            StringComparison.Ordinal
        );
}
