using System.Text.RegularExpressions;

namespace ParserAdmin.Tests.Data.Plans;

/// <summary>How a database answers a query, and what of it would take longer the longer a table is.</summary>
internal sealed partial record QueryPlan(string Sql, IReadOnlyList<PlanStep> Steps)
{
    private static readonly string[] Large =
    [
        "parser_jobs",
        "parser_job_logs",
        "items",
        "audit_logs",
        "failed_attempts",
        "users",
        "api_keys",
        "accounts",
    ];

    /// <summary>Tables that are read row by row where something narrows them, or to their end.</summary>
    public IEnumerable<string> Scans => Steps.Where(IsScan).Select(Tell);

    /// <summary>Rows of which all are put in order before the first ones are known.</summary>
    public IEnumerable<string> Sorts => Steps.Where(IsSort).Select(Tell);

    public bool Uses(string index) => Steps.Any(step => step.Text.Contains(index, StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', [.. Steps.Select(step => $"    {step.Text}"), Sql]);

    private string Tell(PlanStep step) => $"{step.Text}\n{this}";

    /// <summary>In the order of the key it is no scan: the page is full after as many rows.</summary>
    private bool IsScan(PlanStep step)
    {
        if (PostgresScan().Match(step.Text) is { Success: true } whole)
            return Large.Contains(whole.Groups["table"].Value);
        return SqliteScan().Match(step.Text) is { Success: true } scan
            && Large.Contains(TableOf(scan.Groups["name"].Value))
            && (Sql.Contains("WHERE", StringComparison.Ordinal) || !Sql.Contains("LIMIT", StringComparison.Ordinal));
    }

    /// <summary>What a subquery limited is sorted at once; an incremental sort orders equals only.</summary>
    private bool IsSort(PlanStep step)
    {
        if (step.Text.StartsWith("Sort  (", StringComparison.Ordinal))
            return true;
        return step.Text.StartsWith("USE TEMP B-TREE FOR", StringComparison.Ordinal)
            && Steps.Any(other => other.Group == step.Group && SqliteRead().Match(other.Text) is { Success: true } read && IsTable(read));
    }

    private bool IsTable(Match read) => Large.Contains(TableOf(read.Groups["name"].Value));

    /// <summary>The table that goes by this name in the query; the name itself where that is a subquery.</summary>
    private string TableOf(string name) =>
        Steps.Any(step => step.Text == $"CO-ROUTINE {name}" || step.Text == $"MATERIALIZE {name}") ? $"({name})"
        : Named().Matches(Sql).FirstOrDefault(named => named.Groups["name"].Value == name) is { } found ? found.Groups["table"].Value
        : name;

    [GeneratedRegex(@"^(Parallel )?Seq Scan on (?<table>\w+)")]
    private static partial Regex PostgresScan();

    [GeneratedRegex(@"^SCAN (?<name>\w+)$")]
    private static partial Regex SqliteScan();

    [GeneratedRegex(@"^(SCAN|SEARCH) (?<name>\w+)")]
    private static partial Regex SqliteRead();

    [GeneratedRegex("\"(?<table>\\w+)\" AS \"(?<name>\\w+)\"")]
    private static partial Regex Named();
}
