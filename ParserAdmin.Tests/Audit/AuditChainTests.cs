using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTime At = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void CanonicalForm_TwoEntries_AreEqualOnlyIfAllIsEqual() =>
        Prop.ForAll(
                AuditRecords.Generator.Two().ToArbitrary(),
                pair =>
                {
                    var (one, other) = (Entry(pair.Item1), Entry(pair.Item2));
                    return (AuditChain.CanonicalForm(one) == AuditChain.CanonicalForm(other)) == Same(one, other);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "null")]
    [InlineData("a", "a ")]
    [InlineData("\"", "\\\"")]
    public void CanonicalForm_TextsThatLookAlike_Differ(string? one, string? other) =>
        Assert.NotEqual(AuditChain.CanonicalForm(Entry(Reason(one))), AuditChain.CanonicalForm(Entry(Reason(other))));

    [Fact]
    public void CanonicalForm_TextMovedToTheNextField_Differs() =>
        Assert.NotEqual(
            AuditChain.CanonicalForm(Entry(Reason(null) with { Before = "x" })),
            AuditChain.CanonicalForm(Entry(Reason(null) with { After = "x" }))
        );

    [Fact]
    public void Hash_AnyEntry_IsSixtyFourLowerCaseHexDigits() =>
        Prop.ForAll(
                AuditRecords.Generator.ToArbitrary(),
                record => Entry(record).Hash is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower)
            )
            .QuickCheckThrowOnFailure();

    private static AuditRecord Reason(string? reason) => new(Actor.System, "mode.switch", "parser_settings", "1", Reason: reason);

    private static AuditEntry Entry(AuditRecord record) => AuditEntry.Create(1, At, record, AuditChain.Genesis);

    private static bool Same(AuditEntry one, AuditEntry other) =>
        typeof(AuditEntry)
            .GetProperties()
            .Where(property => property.Name != nameof(AuditEntry.Hash))
            .All(property => Equals(property.GetValue(one), property.GetValue(other)));
}
