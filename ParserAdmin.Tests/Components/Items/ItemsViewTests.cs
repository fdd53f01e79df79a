using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemsViewTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Address_NothingNarrowed_IsThePlainPage() => Assert.Equal("/portal/items", new ItemsView(Text: "  ").Address);

    [Fact]
    public void Address_Filters_AreWrittenEscaped() =>
        Assert.Equal("/portal/items?source=demo&q=a%26b&gone=no", new ItemsView(Source: "demo", Text: " a&b ", Gone: "no").Address);

    [Fact]
    public void Filter_Choices_BecomeTheQuery() =>
        Assert.Equal(
            new ItemFilter("demo", "title", "ongoing", "sea", Now.AddDays(-1), true),
            new ItemsView("demo", "Title", "Ongoing", "sea", "yes", "24h").Filter(Now));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public void Filter_AnUnknownSpan_DoesNotNarrow(string? since) => Assert.Null(new ItemsView(Since: since).Filter(Now).ChangedSince);
}
