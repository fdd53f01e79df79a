using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Cluster.Relay;

/// <summary>
/// Turns events into messages of the form <c>kind|body</c> and back. A message holds an id and the row is read where it arrives;
/// only <see cref="ISharedEvent"/>s travel whole.
/// </summary>
internal sealed class ClusterWire(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>Is not read as an event: who hears it looks at the settings.</summary>
    public const string Settings = "settings|";

    /// <returns>Null for an event that concerns this node only.</returns>
    public static string? Write(IEvent raised) =>
        raised switch
        {
            SettingsChanged => Settings,
            JobChanged changed => $"job|{changed.Job.Id:N}",
            AuditAppended appended => $"audit|{appended.Entry.Sequence}",
            NodeChanged changed => $"node|{changed.Name}",
            JobLogged logged => $"log|{string.Join(',', logged.Lines.Select(line => line.Sequence))}",
            ISharedEvent shared => $"{shared.GetType().FullName}|{JsonSerializer.Serialize(shared, shared.GetType())}",
            _ => null,
        };

    /// <returns>Null when the row is gone meanwhile, and for what this version does not know: during an upgrade nodes of two versions
    /// talk.</returns>
    public async Task<IEvent?> ReadAsync(string message, CancellationToken cancellationToken)
    {
        var cut = message.IndexOf('|', StringComparison.Ordinal);
        if (cut < 0)
            return null;
        var (kind, body) = (message[..cut], message[(cut + 1)..]);
        if (typeof(ClusterWire).Assembly.GetType(kind) is { } type && type.IsAssignableTo(typeof(ISharedEvent)))
            return (IEvent?)JsonSerializer.Deserialize(body, type);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return kind switch
        {
            "job" when Guid.TryParse(body, out var id) => await context
                .Set<ParserJob>()
                .AsNoTracking()
                .SingleOrDefaultAsync(job => job.Id == id, cancellationToken)
                is { } job
                ? new JobChanged(job)
                : null,
            "audit" when long.TryParse(body, out var sequence) => await context
                .Set<AuditEntry>()
                .AsNoTracking()
                .SingleOrDefaultAsync(entry => entry.Sequence == sequence, cancellationToken)
                is { } entry
                ? new AuditAppended(entry)
                : null,
            "node" => await context.Set<Node>().AsNoTracking().SingleOrDefaultAsync(node => node.Name == body, cancellationToken)
                is { } node
                ? new NodeChanged(node)
                : null,
            "log" => await LinesAsync(context, body, cancellationToken) is { Count: > 0 } lines ? new JobLogged(lines) : null,
            _ => null,
        };
    }

    private static async Task<List<JobLogLine>> LinesAsync(ParserDbContext context, string body, CancellationToken cancellationToken)
    {
        var wanted = body.Split(',').Select(long.Parse).ToList();
        return await context
            .Set<JobLogLine>()
            .AsNoTracking()
            .Where(line => wanted.Contains(line.Sequence))
            .OrderBy(line => line.Sequence)
            .ToListAsync(cancellationToken);
    }
}
