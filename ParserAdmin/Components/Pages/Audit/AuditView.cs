using System.Globalization;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What the audit trail's page shows, as its address says it.</summary>
/// <param name="Kind">One of <see cref="AuditActions.Kinds"/>.</param>
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
    long? Open = null,
    string? Kind = null
)
{
    public const string Path = "portal/audit";

    public const string ExportPath = "portal/audit/export.jsonl";

    public bool IsFiltered => this with { Before = null, Open = null } != new AuditView();

    /// <summary>Null where none is wanted, or one that there is not.</summary>
    public AuditOutcome? WantedOutcome =>
        Enum.TryParse<AuditOutcome>(Outcome?.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var outcome)
        && Enum.IsDefined(outcome)
            ? outcome
            : null;

    /// <summary>The page from this entry downwards, with the entry open.</summary>
    public static string AddressOf(long sequence) => new AuditView(Before: sequence + 1, Open: sequence).Address;

    /// <summary>All that was done to one thing.</summary>
    public static string AddressOf(string entityType, string entityId) => new AuditView(EntityType: entityType, EntityId: entityId).Address;

    public AuditFilter Filter(DateTime now) =>
        new(
            Actor: QueryText.Clean(Actor),
            Action: QueryText.Clean(Action),
            EntityType: QueryText.Clean(EntityType),
            EntityId: QueryText.Clean(EntityId),
            Outcome: WantedOutcome,
            From: TimeSpanChoice.Start(Since, now),
            To: TimeSpanChoice.Time(Until),
            Text: QueryText.Clean(Text),
            Actions: AuditActions.Of(Kind)
        );

    public string Address => QueryText.Write(Path, [.. Narrowing, new("before", Number(Before)), new("open", Number(Open))]);

    /// <summary>The download of everything that the filter shows, on all its pages.</summary>
    public string ExportAddress => QueryText.Write(ExportPath, Narrowing);

    private KeyValuePair<string, string?>[] Narrowing =>
        [
            new("actor", Actor),
            new("action", Action),
            new("entityType", EntityType),
            new("entityId", EntityId),
            new("outcome", Outcome),
            new("since", Since),
            new("until", Until),
            new("q", Text),
            new("kind", Kind),
        ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
