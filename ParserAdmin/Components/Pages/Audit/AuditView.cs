using System.Globalization;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What the audit trail's page shows, as its address says it.</summary>
/// <param name="Since">A choice of <see cref="TimeSpanChoice"/>, or an ISO 8601 time (UTC).</param>
/// <param name="Until">An ISO 8601 time (UTC), which does not count in.</param>
/// <param name="Before">Sequence number of the last entry of the page before.</param>
/// <param name="Open">Sequence number of the entry that is open.</param>
public sealed record AuditView(
    string? Actor = null,
    string? Action = null,
    string? EntityType = null,
    string? EntityId = null,
    string? Outcome = null,
    string? Since = null,
    string? Until = null,
    string? Text = null,
    long? Before = null,
    long? Open = null)
{
    public const string Path = "/portal/audit";

    public const string ExportPath = "/portal/audit/export.jsonl";

    public bool IsFiltered => this with { Before = null, Open = null } != new AuditView();

    public AuditFilter Filter(DateTime now) => new(
        Actor: QueryText.Clean(Actor),
        Action: QueryText.Clean(Action),
        EntityType: QueryText.Clean(EntityType),
        EntityId: QueryText.Clean(EntityId),
        Outcome: Enum.TryParse<AuditOutcome>(Outcome?.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
        From: TimeSpanChoice.Start(Since, now),
        To: TimeSpanChoice.Time(Until),
        Text: QueryText.Clean(Text));

    public string Address => QueryText.Write(Path, [.. Narrowing, new("before", Number(Before)), new("open", Number(Open))]);

    /// <summary>The download of everything that the filter shows, on all its pages.</summary>
    public string ExportAddress => QueryText.Write(ExportPath, Narrowing);

    private KeyValuePair<string, string?>[] Narrowing =>
    [
        new("actor", Actor), new("action", Action), new("entityType", EntityType), new("entityId", EntityId),
        new("outcome", Outcome), new("since", Since), new("until", Until), new("q", Text),
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
