using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Components.Audit;

public sealed class AuditViewTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Filter_AllGiven_BecomesTheQuery()
    {
        var filter = new AuditView(
            "anna",
            "mode.switch",
            "parser_settings",
            "1",
            "denied",
            "2026-11-20T10:00",
            "2026-11-21T10:00Z",
            "storm"
        ).Filter(Now);

        Assert.Equal(
            new AuditFilter(
                "anna",
                null,
                "mode.switch",
                "parser_settings",
                "1",
                AuditOutcome.Denied,
                new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc),
                new DateTime(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc),
                "storm"
            ),
            filter
        );
    }

    [Theory]
    [InlineData("7")]
    [InlineData("other")]
    public void Filter_AnUnknownOutcome_DoesNotNarrow(string outcome) => Assert.Null(new AuditView(Outcome: outcome).Filter(Now).Outcome);

    [Fact]
    public void ExportAddress_OfALaterPage_HoldsTheWholeFilterButNoPage() =>
        Assert.Equal("portal/audit/export.jsonl?actor=anna", new AuditView(Actor: "anna", Before: 40, Open: 39).ExportAddress);

    [Fact]
    public void Filter_AKind_BecomesItsActions()
    {
        Assert.Contains("emergency-stop", new AuditView(Kind: "safety").Filter(Now).Actions!);
        Assert.Null(new AuditView(Kind: "nonsense").Filter(Now).Actions);
    }

    [Theory]
    [InlineData("maxConcurrency", "Jobs at once")]
    [InlineData("pauseReason", "Pause reason")]
    [InlineData("parameters.maxPages", "Parameters: max pages")]
    public void Label_OfAField_IsInPeoplesWords(string field, string label) => Assert.Equal(label, AuditFields.Label(field));
}
