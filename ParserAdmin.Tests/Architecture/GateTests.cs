using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Only the gate hands out the right to act, and only the item store writes items with it.</summary>
public sealed class GateTests
{
    private const string Permit = "ParserAdmin.Core.Safety.Gate.GatedRun";
    private const string Gate = "ParserAdmin.Core.Safety.Gate.ExecutionGate";
    private const string Upsert = "ParserAdmin.Core.Items.ItemUpsert";
    private static readonly string[] Items = ["ParserAdmin.Core.Items.Item", "ParserAdmin.Core.Items.ItemRevision"];
    private static readonly string[] BulkWrites = ["ExecuteUpdate", "ExecuteDelete", "BulkInsert"];
    private static readonly string[] RawWrites = ["ExecuteSql", "ExecuteSqlRaw", "ExecuteSqlInterpolated"];

    [Fact]
    public void GatedRun_OnlyTheGate_ImplementsIt() =>
        Assert.Equal(
            [Gate + "+Permit"],
            Assemblies.Core.Parents.Concat(Assemblies.Web.Parents).Where(type => type.Value.Contains(Permit)).Select(type => type.Key)
        );

    [Fact]
    public void GatedRun_OnlyTheGate_MakesOne() =>
        Assert.Equal(
            [Gate],
            from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
            where type.Value.Contains($"{Permit}..ctor") && type.Key != Permit
            select type.Key
        );

    /// <summary>
    /// Whatever engine fires: a job gets to its work through the admission, which read the stored settings and committed the running mark.
    /// </summary>
    [Fact]
    public void Work_IsReachedThroughTheAdmissionOnly()
    {
        Assert.Equal(["ParserAdmin.Core.Execution.JobAdmission"], CallersOf("ParserAdmin.Core.Execution.AdmittedJob..ctor"));
        Assert.Equal(["ParserAdmin.Core.Execution.RunStarter"], CallersOf("ParserAdmin.Core.Execution.JobRunner.RunAsync"));
        Assert.Equal(["ParserAdmin.Core.Execution.SlotWork"], CallersOf("ParserAdmin.Core.Execution.RunStarter.Start"));
        Assert.Equal(["ParserAdmin.Core.Execution.JobRunner"], CallersOf("ParserAdmin.Core.Invocables.IInvocable.InvokeAsync"));
        Assert.Equal(["ParserAdmin.Core.Execution.JobAdmission"], CallersOf("ParserAdmin.Core.Jobs.ParserJob.Start"));
    }

    private static IEnumerable<string> CallersOf(string method) =>
        from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
        where type.Value.Contains(method) && !method.StartsWith(type.Key + ".", StringComparison.Ordinal)
        select type.Key;

    [Fact]
    public void Items_AreMadeAndChangedOnlyInTheirFolder() =>
        Assert.Empty(
            from type in Outside("Items")
            from call in type.Value
            where
                Items.Any(item =>
                    call.StartsWith(item + ".", StringComparison.Ordinal)
                    && call[(item.Length + 1)..] is "Create" or "Take" or "See" or "Leave" or "Forget" or "Index" or ".ctor"
                )
            select $"{type.Key} calls {call}"
        );

    /// <summary>
    /// The upsert runs inside the store's gated transaction, and nobody else may call it. What a person deletes or edits is audited, and no
    /// run.
    /// </summary>
    [Fact]
    public void Items_BulkWrites_OnlyInTheStoresUpsert()
    {
        Assert.Equal(
            ["ParserAdmin.Core.Items.Editing.ItemEditCommands", "ParserAdmin.Core.Items.ItemCommands", Upsert],
            (
                from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
                from call in type.Value
                where
                    BulkWrites.Any(name => call.Contains(name, StringComparison.Ordinal))
                    && Items.Any(item => call.Contains($"<{item}>", StringComparison.Ordinal))
                select type.Key
            )
                .Distinct()
                .Order()
        );
        Assert.Equal(
            ["ParserAdmin.Core.Items.ItemStore"],
            (
                from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
                where type.Key != Upsert && type.Value.Contains($"{Upsert}..ctor")
                select type.Key
            ).Distinct()
        );
    }

    [Fact]
    public void RawSql_OnlyInTheDialects() =>
        Assert.Empty(
            from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
            where Assemblies.Feature(type.Key) != "Data"
            from call in type.Value
            where RawWrites.Any(name => call.Contains("." + name, StringComparison.Ordinal))
            select $"{type.Key} calls {call}"
        );

    /// <summary>A running job's counters are no decision of anyone; its end writes them once more, with the audit entry.</summary>
    [Fact]
    public void BulkWrites_NotOnAuditedTables() =>
        Assert.Empty(
            from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
            where type.Key != "ParserAdmin.Core.Jobs.Running.JobProgressReporter"
            from call in type.Value
            where
                BulkWrites.Any(name => call.Contains("." + name, StringComparison.Ordinal))
                && new[] { "Audit.AuditEntry", "Safety.Settings.ParserSettings", "Jobs.ParserJob" }.Any(table =>
                    call.Contains($"<ParserAdmin.Core.{table}>", StringComparison.Ordinal)
                )
            select $"{type.Key} calls {call}"
        );

    private static IEnumerable<KeyValuePair<string, HashSet<string>>> Outside(string feature) =>
        Assemblies.Core.Calls.Concat(Assemblies.Web.Calls).Where(type => Assemblies.Feature(type.Key) != feature);
}
