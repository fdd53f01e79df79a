using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>How far the settings have come: neither number ever falls.</summary>
internal readonly record struct SettingsMark(long Version, long Epoch)
{
    public SettingsMark With(SettingsMark other) => new(Math.Max(Version, other.Version), Math.Max(Epoch, other.Epoch));
}

/// <summary>
/// Tells a row that was lost (deleted, replaced by an older one, robbed of its sealed copy) from one that another program merely changed.
/// What such a row says of mode and stop is not to be believed: it may be of before a stop.
/// </summary>
internal static class SettingsLoss
{
    /// <summary>The audit trail's word.</summary>
    public const string Action = "settings.lost";

    public const string Missing = "The row of parser_settings is missing: another program deleted it, or put back a copy without it";

    private const string WhatToDo = ". Everything is stopped. Look whether the settings are as they should be, then reset the stop";

    // The newest that were accepted; not every entry names a version.
    private const int EntriesToAsk = 20;

    /// <summary>Why the row is no row to go by, or null.</summary>
    /// <param name="newestStop">The greatest epoch of the stops beside it.</param>
    /// <param name="known">How far it had come, as somebody knows who asked before it was read.</param>
    public static string? Of(ParserSettings? row, long newestStop, SettingsMark known)
    {
        if (row is null)
            return Missing + WhatToDo;
        if (MarkOf(row) is not { } mark || (row.Sealed.Length == 0 && known.Version > 0))
            return "The sealed copy in parser_settings cannot be read: another program wrote it" + WhatToDo;
        return mark.Version < known.Version || Math.Max(mark.Epoch, newestStop) < known.Epoch
            ? $"The row of parser_settings went back from version {known.Version}, epoch {known.Epoch} to version {mark.Version}, epoch "
                + $"{mark.Epoch}: another program put back an older copy, or changed the sealed one{WhatToDo}"
            : null;
    }

    /// <summary>As the program left the row; as it is, where the program never wrote it. Null where that cannot be told.</summary>
    public static SettingsMark? MarkOf(ParserSettings row)
    {
        try
        {
            var left = SettingsJson.Read(row.Sealed) ?? row;
            return new SettingsMark(left.Version, left.Epoch);
        }
        catch (UnreadableRowException)
        {
            return null;
        }
    }

    /// <summary>What holds while the row is lost, and is written in its place.</summary>
    public static ParserSettings Stopped(ParserSettings basis, SettingsMark highest, string words) =>
        basis with
        {
            Mode = ParserMode.Manual,
            Stopped = true,
            StoppedBy = Actor.System.Name,
            StopReason = words,
            Epoch = highest.Epoch,
            Version = highest.Version + 1,
            UpdatedBy = Actor.System.Name,
            UpdateReason = words,
        };

    /// <summary>How far the settings had come, as the audit trail tells; zeros before the first start.</summary>
    public static async Task<SettingsMark> AuditedAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var entries = await context
            .Set<AuditEntry>()
            .AsNoTracking()
            .Where(entry =>
                entry.EntityType == "parser_settings"
                && entry.EntityId == "1"
                && entry.Outcome == AuditOutcome.Succeeded
                && entry.After != null
            )
            .OrderByDescending(entry => entry.Sequence)
            .Take(EntriesToAsk)
            .Select(entry => new { entry.After, entry.Epoch })
            .ToListAsync(cancellationToken);
        return entries.Aggregate(
            new SettingsMark(0, 0),
            (highest, entry) => highest.With(new SettingsMark(VersionIn(entry.After!), entry.Epoch ?? 0))
        );
    }

    /// <summary>The greatest epoch that any table knows.</summary>
    public static Task<long> EpochOnRecordAsync(ParserDbContext context, CancellationToken cancellationToken) =>
        context
            .Database.SqlQueryRaw<long>(
                $"""
                SELECT MAX(known.epoch) AS "Value"
                FROM (SELECT 0 AS epoch UNION ALL SELECT MAX(epoch) FROM {StopRecordMapping.Table}
                      UNION ALL SELECT MAX(acknowledged_epoch) FROM nodes UNION ALL SELECT MAX(epoch) FROM parser_jobs) AS known
                """
            )
            .SingleAsync(cancellationToken);

    /// <summary>Those of the stops that are in the trail already: whatever became of the row, nobody stopped a second time.</summary>
    public static async Task<HashSet<long>> AuditedAmongAsync(
        ParserDbContext context,
        IReadOnlyCollection<StopRecord> stops,
        CancellationToken cancellationToken
    )
    {
        if (stops.Count == 0)
            return [];
        var (from, to) = (stops.Min(stop => stop.Epoch), stops.Max(stop => stop.Epoch));
        var audited = context
            .Set<AuditEntry>()
            .AsNoTracking()
            .Where(entry =>
                (entry.Action == EmergencyStop.Action || entry.Action == Action)
                && entry.Outcome == AuditOutcome.Succeeded
                && entry.Epoch >= from
                && entry.Epoch <= to
            )
            .Select(entry => entry.Epoch!.Value);
        return [.. await audited.ToListAsync(cancellationToken)];
    }

    private static long VersionIn(string json)
    {
        try
        {
            return JsonNode.Parse(json)?["version"]?.GetValue<long>() ?? 0;
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }
}
