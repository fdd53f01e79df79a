using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What one act wrote, as far as the page shows it: the entry of whoever acted stands for it.</summary>
public sealed record AuditAct(AuditEntry Lead, int Count)
{
    /// <summary>Entries of one correlation id together, where the newest of them was; the order stays.</summary>
    public static IReadOnlyList<AuditAct> Of(IEnumerable<AuditEntry> newestFirst) =>
        [
            .. newestFirst
                .GroupBy(entry => entry.CorrelationId?.ToString() ?? $"#{entry.Sequence}")
                .Select(act => new AuditAct(act.LastOrDefault(entry => entry.ActorType != ActorType.System) ?? act.Last(), act.Count())),
        ];
}
