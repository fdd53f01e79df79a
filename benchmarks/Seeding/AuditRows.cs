using System.Globalization;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>A year of the trail, with a chain that verifies: most entries are the program's own, people did the others.</summary>
internal static class AuditRows
{
    private static readonly (string Action, string EntityType)[] OfPeople =
    [
        ("source.pause", "sources"),
        ("source.resume", "sources"),
        ("source.save", "sources"),
        ("schedule.edit", "schedules"),
        ("job.cancel", "parser_jobs"),
        ("job.request", "parser_jobs"),
        ("item.edit", "items"),
        ("mode.switch", "parser_settings"),
        ("user.sign-in", "users"),
    ];

    /// <param name="after">The entry that is there already.</param>
    public static IEnumerable<AuditEntry> All(int count, DateTime now, AuditEntry? after)
    {
        var random = new Random(20261203);
        var step = TimeSpan.FromDays(365) / count;
        var (sequence, hash) = (after?.Sequence ?? 0, after?.Hash ?? AuditChain.Genesis);
        for (var number = 0; number < count; number++)
        {
            var entry = AuditEntry.Create(++sequence, now - step * (count - number), Record(random), hash);
            hash = entry.Hash;
            yield return entry;
        }
    }

    private static AuditRecord Record(Random random)
    {
        if (random.Next(5) > 0)
        {
            var outcome = random.Next(1_000) switch
            {
                < 50 => AuditOutcome.Failed,
                < 52 => AuditOutcome.Lost,
                < 60 => AuditOutcome.Cancelled,
                < 110 => AuditOutcome.WithErrors,
                _ => AuditOutcome.Succeeded,
            };
            return new AuditRecord(
                Actor.System,
                random.Next(2) == 0 ? "job.start" : "job.end",
                "parser_jobs",
                Guid.CreateVersion7().ToString(),
                """{"status":"running"}""",
                """{"status":"succeeded","itemsProcessed":20}""",
                Outcome: outcome,
                Epoch: 1
            );
        }

        var person = random.Next(1_000) == 0 ? 29 : random.Next(29);
        var (action, entityType) = OfPeople[random.Next(OfPeople.Length)];
        return new AuditRecord(
            new Actor(
                random.Next(10) == 0 ? ActorType.Api : ActorType.User,
                $"u-{person}",
                $"person-{person}@example.org",
                Role.Operator,
                "192.0.2.7",
                Guid.CreateVersion7()
            ),
            action,
            entityType,
            entityType == "sources"
                ? JobRows.Sources[random.Next(JobRows.Sources.Count)]
                : random.Next(100_000).ToString(CultureInfo.InvariantCulture),
            """{"paused":false}""",
            """{"paused":true}""",
            random.Next(3) == 0 ? "The site is being rebuilt" : null,
            random.Next(500) == 0 ? AuditOutcome.Denied : AuditOutcome.Succeeded,
            1
        );
    }
}
