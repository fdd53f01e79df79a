using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Core.People;

/// <summary>
/// What each key and person might do at the last successful look, in memory: a stop must not need a database to know who may. It decides
/// only for a stop, which asks the database beside, and for health where the database gives no answer; everything else is refused then.
/// </summary>
public sealed class KnownRights(
    IDbContextFactory<ParserDbContext> contexts,
    PeopleQueries people,
    KeyRing keys,
    SessionRegister sessions,
    EventBus bus,
    TimeProvider clock,
    ILogger<KnownRights> logger
) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private volatile Snapshot _known = new(
        FrozenDictionary<string, ApiKey>.Empty,
        FrozenDictionary<string, PersonRole>.Empty,
        FrozenSet<(Guid, string)>.Empty
    );

    /// <summary>The key with this value, if it was good at the last look.</summary>
    public ApiKey? Key(string secret) =>
        _known.Keys.GetValueOrDefault(ApiKey.HashOf(secret)) is { } key && key.IsGoodAt(clock.UtcMilliseconds()) ? key : null;

    /// <summary>By the key's id.</summary>
    public PersonRole? Key(Guid id) =>
        _known.Keys.Values.FirstOrDefault(key => key.Id == id) is { } key && key.IsGoodAt(clock.UtcMilliseconds())
            ? new PersonRole(id.ToString(), key.Name, key.Role)
            : null;

    /// <summary>The person with this id, if there was one at the last look; without a role when it was taken away.</summary>
    public PersonRole? Person(string id) => _known.People.GetValueOrDefault(id);

    /// <summary>Whether this person was signed in with this session.</summary>
    public bool IsSignedIn(Guid session, string userId) => _known.Sessions.Contains((session, userId));

    /// <summary>Looks now; what was known stays when the database does not answer.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var good = await context.Set<ApiKey>().AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync(cancellationToken);
        var oldest = clock.UtcMilliseconds() - SessionRegister.Lifetime;
        var live = await context
            .Set<Session>()
            .Where(session => session.LastSeenAt >= oldest)
            .Select(session => new { session.Id, session.UserId })
            .ToListAsync(cancellationToken);
        var everyone = await people.PeopleAsync(cancellationToken);
        _known = new Snapshot(
            good.ToFrozenDictionary(key => key.Hash),
            everyone.ToFrozenDictionary(
                person => person.Id,
                person => new PersonRole(person.Id, person.Email, person.Disabled ? null : person.Role)
            ),
            live.Select(session => (session.Id, session.UserId)).ToFrozenSet()
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = bus.Subscribe(
            raised => raised is AuditAppended { Entry: { EntityType: "users" or "api_keys", Outcome: AuditOutcome.Succeeded } },
            1
        );
        await Task.WhenAll(
            EndlessLoop.KeepAsync("The look at rights", LookAsync, logger, clock, stoppingToken),
            EndlessLoop.KeepAsync("The following of rights", token => FollowAsync(changes, token), logger, clock, stoppingToken)
        );
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await TryAsync(RefreshAsync, cancellationToken);
            await TryAsync(keys.WriteUsesAsync, cancellationToken);
            await TryAsync(sessions.WriteSeenAsync, cancellationToken);
        } while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(keys.WriteUsesAsync, cancellationToken);
        await TryAsync(sessions.WriteSeenAsync, cancellationToken);
    }

    /// <summary>A right that was just given or taken is known at once, and does not wait for the next look.</summary>
    private async Task FollowAsync(EventSubscription changes, CancellationToken cancellationToken)
    {
        await foreach (var _ in changes.ReadBatchesAsync(cancellationToken))
            await TryAsync(RefreshAsync, cancellationToken);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken);
        }
        catch (Exception away) when (StorageFaults.IsNo(away))
        {
            logger.LogDebug("Rights are as known before: {Problem}", away.Message);
        }
    }

    private sealed record Snapshot(
        FrozenDictionary<string, ApiKey> Keys,
        FrozenDictionary<string, PersonRole> People,
        FrozenSet<(Guid Id, string UserId)> Sessions
    );
}
