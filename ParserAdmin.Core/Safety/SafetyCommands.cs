using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety;

/// <summary>Mode, reset and settings: the way for portal, API and CLI alike. The stop is <see cref="EmergencyStop"/>.</summary>
public sealed class SafetyCommands(
    Changes changes,
    SettingsStore store,
    SettingsApplier applier,
    LocalLatch latch,
    StopFile stopFile,
    IRunningJobs running,
    TimeProvider clock
)
{
    /// <summary>The audit trail's word for the fail-safe's switch.</summary>
    public const string FailSafeAction = "fail-safe.switch";

    /// <summary>The audit trail's word for the reason of a stop, given afterwards.</summary>
    public const string ReasonAction = "emergency-stop.reason";

    public Task<CommandResult<ParserSettings>> SwitchModeAsync(
        Actor actor,
        ParserMode mode,
        string? reason,
        long? version,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            new Change(actor, Role.Operator, "mode.switch", "parser_settings", "1", reason),
            (_, _) => Task.FromResult<SafetyEvent>(new SafetyEvent.SwitchMode(actor.Name, clock.UtcMilliseconds(), mode, reason, version)),
            cancellationToken
        );

    public Task<CommandResult<ParserSettings>> ResetAsync(
        Actor actor,
        string? reason,
        string? confirm,
        long? version,
        CancellationToken cancellationToken
    )
    {
        var change = new Change(actor, Role.Admin, "emergency-stop.reset", "parser_settings", "1", reason);
        // A command at the shell has nobody who looks at the folder for it.
        if (stopFile.Exists)
            latch.SetStopFile(true);
        if (latch.Reason is { } closed)
        {
            return changes.RunAsync(
                change,
                (_, _) =>
                    Task.FromResult(
                        ChangeOutcome<ParserSettings>.Refused(
                            CommandStatus.Conflict,
                            latch.HasStopFile ? closed : $"{closed}. It is not stored yet; try again in a moment."
                        )
                    ),
                cancellationToken
            );
        }

        return DecideAsync(
            change,
            async (context, token) =>
                new SafetyEvent.Reset(
                    actor.Name,
                    clock.UtcMilliseconds(),
                    reason,
                    confirm,
                    version,
                    await running.CountAsync(context, token)
                ),
            cancellationToken
        );
    }

    /// <summary>
    /// Says afterwards why everything was stopped. It is no second stop: neither the epoch nor what was measured changes.
    /// </summary>
    public Task<CommandResult<ParserSettings>> ExplainStopAsync(Actor actor, string? reason, CancellationToken cancellationToken) =>
        DecideAsync(
            new Change(actor, Role.Operator, ReasonAction, "parser_settings", "1", reason),
            (_, _) => Task.FromResult<SafetyEvent>(new SafetyEvent.Explain(actor.Name, clock.UtcMilliseconds(), reason)),
            cancellationToken
        );

    public Task<CommandResult<ParserSettings>> ChangeAsync(
        Actor actor,
        SettingsPatch patch,
        string? reason,
        long? version,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            new Change(actor, Role.Admin, "settings.change", "parser_settings", "1", reason),
            (_, _) => Task.FromResult<SafetyEvent>(new SafetyEvent.Change(actor.Name, clock.UtcMilliseconds(), patch, reason, version)),
            cancellationToken
        );

    public Task<CommandResult<ParserSettings>> FailSafeAsync(string reason, CancellationToken cancellationToken) =>
        DecideAsync(
            new Change(Actor.System, Role.Admin, FailSafeAction, "parser_settings", "1", reason),
            (_, _) => Task.FromResult<SafetyEvent>(new SafetyEvent.FailSafe(Actor.System.Name, clock.UtcMilliseconds(), reason)),
            cancellationToken
        );

    private async Task<CommandResult<ParserSettings>> DecideAsync(
        Change change,
        Func<ParserDbContext, CancellationToken, Task<SafetyEvent>> ask,
        CancellationToken cancellationToken
    )
    {
        var result = await changes.RunAsync(
            change,
            async (context, token) =>
            {
                var now = await store.ReadForChangeAsync(context, token);
                var decision = SafetyMachine.Decide(now, await ask(context, token));
                if (decision is SafetyDecision.Refused refused)
                    return ChangeOutcome<ParserSettings>.Refused(Status(refused.Refusal), refused.Message, now, refused.Field);
                var accepted = ((SafetyDecision.Accepted)decision).Settings;
                if (accepted == now)
                    return ChangeOutcome<ParserSettings>.Same(now);
                var written = await SettingsStore.WriteAsync(context, now, accepted, token);
                var (before, after) = SettingsJson.Difference(now, written);
                return new ChangeOutcome<ParserSettings>(CommandResult<ParserSettings>.Done(written), before, after, Epoch: written.Epoch);
            },
            cancellationToken
        );
        if (result.Succeeded)
            applier.Apply(result.Value);
        return result;
    }

    private static CommandStatus Status(SafetyRefusal refusal) =>
        refusal switch
        {
            SafetyRefusal.Invalid => CommandStatus.Invalid,
            SafetyRefusal.Stopped => CommandStatus.Locked,
            _ => CommandStatus.Conflict,
        };
}
