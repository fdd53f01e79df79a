using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Audit;

public sealed class AuditVerifierTests
{
    private const int Rows = 6;

    /// <summary>Every column with a value of its kind that no row holds.</summary>
    private static readonly (string Column, string Value)[] Tampering =
    [
        ("created_at", "'2001-01-01 00:00:00'"),
        ("actor_type", "'cli'"),
        ("actor_id", "'someone-else'"),
        ("actor_name", "'someone else'"),
        ("actor_role", "'Viewer'"),
        ("ip_address", "'203.0.113.9'"),
        ("action", "'nothing.happened'"),
        ("entity_type", "'nothing'"),
        ("entity_id", "'999'"),
        ("before", "'forged'"),
        ("after", "'forged'"),
        ("reason", "'forged'"),
        ("outcome", "'denied'"),
        ("correlation_id", "'11111111-2222-3333-4444-555555555555'"),
        ("epoch", "999"),
        ("previous_hash", "'1111111111111111111111111111111111111111111111111111111111111111'"),
        ("hash", "'1111111111111111111111111111111111111111111111111111111111111111'"),
    ];

    [Theory, EachDatabase]
    public async Task Verify_AnySequenceOfEntries_Holds(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        foreach (var records in AuditRecords.Generator.ListOf().Sample(25, 40).Where(records => records.Count > 0))
            await host.AppendAsync(records);

        var found = await host.VerifyAsync();

        Assert.True(found.Intact, found.Problem);
        var entries = await host.AuditAsync();
        Assert.Equal((entries.Count, entries[^1].Hash), (found.Entries, found.Head));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Sequence));
    }

    [Theory, EachDatabase]
    public async Task Verify_AnyFieldOfAnyRowChanged_NamesThatRow(TestDatabase database)
    {
        const int seed = 20261130;
        var random = new Random(seed);
        await using var host = await FilledAsync(database);

        foreach (var (column, value) in Tampering)
        {
            var row = random.Next(1, Rows + 1);
            var found = await host.VerifyAfterAsync($"UPDATE audit_logs SET \"{column}\" = {value} WHERE sequence = {row}");
            Assert.True(found.FirstBad == row, $"{column} of row {row}: {found}");
            Assert.NotNull(found.Problem);
        }
    }

    [Theory, EachDatabase]
    public async Task Verify_FieldEmptied_NamesThatRow(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        foreach (
            var column in new[]
            {
                "actor_id",
                "actor_role",
                "ip_address",
                "entity_id",
                "before",
                "after",
                "reason",
                "correlation_id",
                "epoch",
            }
        )
        {
            Assert.Equal(3, (await host.VerifyAfterAsync($"UPDATE audit_logs SET \"{column}\" = NULL WHERE sequence = 3")).FirstBad);
        }
    }

    [Theory, EachDatabase]
    public async Task Verify_TimeMovedByLessThanAMillisecond_NamesThatRow(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        Assert.Equal(
            2,
            (await host.VerifyAfterAsync("UPDATE audit_logs SET created_at = '2026-03-01 12:00:00.0004' WHERE sequence = 2")).FirstBad
        );
    }

    [Fact]
    public async Task Verify_ValueOfAnotherKind_NamesThatRow()
    {
        await using var host = await FilledAsync(TestDatabase.Sqlite);

        foreach (var column in new[] { "created_at", "actor_role", "correlation_id" })
            Assert.Equal(4, (await host.VerifyAfterAsync($"UPDATE audit_logs SET \"{column}\" = 'rubbish' WHERE sequence = 4")).FirstBad);
    }

    [Theory, EachDatabase]
    public async Task Verify_RowDeleted_NamesTheGap(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        var found = await host.VerifyAfterAsync("DELETE FROM audit_logs WHERE sequence = 3");

        Assert.Equal(4, found.FirstBad);
        Assert.Contains("3 is missing", found.Problem, StringComparison.Ordinal);
        Assert.Equal(2, (await host.VerifyAfterAsync("DELETE FROM audit_logs WHERE sequence = 1")).FirstBad);
    }

    [Theory, EachDatabase]
    public async Task Verify_TwoRowsSwapped_NamesTheFirst(TestDatabase database)
    {
        await using var host = await FilledAsync(database);

        var found = await host.VerifyAfterAsync(
            "UPDATE audit_logs SET sequence = 100 WHERE sequence = 2",
            "UPDATE audit_logs SET sequence = 2 WHERE sequence = 4",
            "UPDATE audit_logs SET sequence = 4 WHERE sequence = 100"
        );

        Assert.Equal(2, found.FirstBad);
    }

    [Theory, EachDatabase]
    public async Task Verify_TailCut_HoldsWithAnotherHead(TestDatabase database)
    {
        await using var host = await FilledAsync(database);
        var whole = await host.VerifyAsync();

        var cut = await host.VerifyAfterAsync("DELETE FROM audit_logs WHERE sequence > 4");

        Assert.True(cut.Intact);
        Assert.Equal(4, cut.Entries);
        Assert.NotEqual(whole.Head, cut.Head);
    }

    [Fact]
    public async Task Verify_ForgedEntryWithAHashOfItsOwn_IsNamed()
    {
        await using var host = await FilledAsync(TestDatabase.Sqlite);
        var forged = AuditEntry.Create(
            3,
            new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
            new AuditRecord(Actors.Viewer, "mode.switch", "parser_settings", "1"),
            (await host.AuditAsync())[1].Hash
        );

        var found = await host.VerifyAfterAsync(
            "DELETE FROM audit_logs WHERE sequence = 3",
            $"""
            INSERT INTO audit_logs (sequence, created_at, actor_type, actor_id, actor_name, actor_role, ip_address, action, entity_type, entity_id, outcome, previous_hash, hash)
            VALUES (3, '2026-03-01 12:00:00', 'user', '{forged.ActorId}', '{forged.ActorName}', 'Viewer', '{forged.IpAddress}', 'mode.switch', 'parser_settings', '1', 'succeeded', '{forged.PreviousHash}', '{forged.Hash}')
            """
        );

        // It holds by itself, but the next one does not follow it.
        Assert.Equal(4, found.FirstBad);
    }

    private static async Task<CoreHost> FilledAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        var actor = Actors.Admin with { CorrelationId = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057") };
        var record = new AuditRecord(
            actor,
            "mode.switch",
            "parser_settings",
            "1",
            """{"mode":"manual"}""",
            """{"mode":"auto"}""",
            "day",
            AuditOutcome.Failed,
            3
        );
        await host.AppendAsync(Enumerable.Repeat(record, Rows));
        await host.DropTriggersAsync();

        // The first entry tells of the settings' creation; it lacks the columns that the tests empty.
        Assert.Equal(Rows + 1, (await host.AuditAsync()).Count);
        return host;
    }
}
