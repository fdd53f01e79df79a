using System.Collections.Frozen;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit.Words;

/// <summary>What was done, as people say it, and the few kinds of acts that they tell apart.</summary>
public static class AuditActions
{
    /// <summary>By action: its kind, what somebody did, and what somebody wanted to do where it was refused.</summary>
    private static readonly (string Action, string Kind, string Done, string Wanted)[] All =
    [
        ("emergency-stop", "safety", "stopped everything", "stop everything"),
        ("emergency-stop.reason", "safety", "gave the reason of the stop", "give the reason of the stop"),
        ("emergency-stop.reset", "safety", "reset the emergency stop", "reset the emergency stop"),
        ("mode.switch", "safety", "switched the mode", "switch the mode"),
        ("fail-safe.switch", "safety", "switched to manual by the fail-safe", "switch to manual by the fail-safe"),
        ("settings.lost", "safety", "found the settings lost and stopped everything", "stop everything: the settings are lost"),
        ("job.request", "runs", "asked for a run of", "run"),
        ("job.start", "runs", "started the run of", "start the run of"),
        ("job.end", "runs", "ended the run of", "end the run of"),
        ("job.cancel", "runs", "cancelled the run of", "cancel the run of"),
        ("job.retry", "runs", "asked again for the run of", "ask again for the run of"),
        ("job.delete", "runs", "deleted old runs", "delete old runs"),
        ("dead-letter.replay", "runs", "replayed dead letters", "replay dead letters"),
        ("dead-letter.dismiss", "runs", "dismissed dead letters", "dismiss dead letters"),
        ("dead-letter.reopen", "runs", "opened dismissed dead letters again", "open dismissed dead letters again"),
        ("source.save", "sources", "changed the source", "save the source"),
        ("source.settings", "sources", "changed the values of", "change the values of"),
        ("source.pause", "sources", "paused the source", "pause the source"),
        ("source.resume", "sources", "resumed the source", "resume the source"),
        ("source.delete", "sources", "deleted the source", "delete the source"),
        ("source.preview", "sources", "tried a page of", "try a page of"),
        ("source.quarantine", "sources", "held back a changed layout of", "hold back a changed layout of"),
        ("source.accept-layout", "sources", "accepted the layout of", "accept the layout of"),
        ("source.trust-layout", "sources", "trusts the layout again of", "trust the layout again of"),
        ("schedule.create", "schedules", "added the schedules of", "add the schedules of"),
        ("schedule.add", "schedules", "added the schedule", "add a schedule"),
        ("schedule.edit", "schedules", "changed the schedule", "change the schedule"),
        ("schedule.pause", "schedules", "paused the schedule", "pause the schedule"),
        ("schedule.resume", "schedules", "resumed the schedule", "resume the schedule"),
        ("schedule.delete", "schedules", "deleted the schedule", "delete the schedule"),
        ("item.edit", "items", "edited the item", "edit the item"),
        ("item.delete", "items", "deleted items", "delete items"),
        ("settings.create", "settings", "wrote the first settings", "write the first settings"),
        ("settings.change", "settings", "changed the settings", "change the settings"),
        ("user.create", "people", "added", "add"),
        ("user.invite", "people", "invited", "invite"),
        ("user.link", "people", "made a new link for", "make a new link for"),
        ("user.accept-link", "people", "chose a password by a link", "choose a password by a link"),
        ("user.set-role", "people", "changed the role of", "change the role of"),
        ("user.disable", "people", "disabled the account of", "disable the account of"),
        ("user.enable", "people", "enabled the account of", "enable the account of"),
        ("user.remove", "people", "removed", "remove"),
        ("user.sign-in", "people", "signed in", "sign in"),
        ("user.sign-out", "people", "signed out", "sign out"),
        ("user.end-session", "people", "ended the sessions of", "end the sessions of"),
        ("user.change-password", "people", "changed the password", "change the password"),
        ("user.set-up-second-factor", "people", "set up a second factor", "set up a second factor"),
        ("user.turn-off-second-factor", "people", "turned the second factor off", "turn the second factor off"),
        ("user.reset-second-factor", "people", "removed the second factor of", "remove the second factor of"),
        ("user.renew-recovery-codes", "people", "made new recovery codes", "make new recovery codes"),
        ("api-key.create", "people", "made the API key", "make an API key"),
        ("api-key.revoke", "people", "revoked the API key", "revoke the API key"),
    ];

    private static readonly FrozenDictionary<string, (string Done, string Wanted)> Known = All.ToFrozenDictionary(
        act => act.Action,
        act => (act.Done, act.Wanted)
    );

    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(act => act.Kind).Distinct()];

    /// <summary>The actions of a kind; null where there is no such kind.</summary>
    public static IReadOnlyList<string>? Of(string? kind) =>
        All.Where(act => act.Kind == kind).Select(act => act.Action).ToList() is { Count: > 0 } actions ? actions : null;

    /// <summary>The actions that are said with these words.</summary>
    public static IEnumerable<string> With(string text) =>
        All.Where(act => $"{act.Done}\n{act.Wanted}".Contains(text, StringComparison.OrdinalIgnoreCase)).Select(act => act.Action);

    /// <summary>"paused the source", "tried to pause the source". An action that nobody named is said as it is stored.</summary>
    public static string Said(AuditEntry entry)
    {
        if (!Known.TryGetValue(entry.Action, out var words))
            return entry.Action;
        return entry switch
        {
            { Outcome: AuditOutcome.Denied } or { Outcome: AuditOutcome.Failed, Action: not "job.end" } => $"tried to {words.Wanted}",
            { Action: "source.save", Before: null } => "added the source",
            _ => words.Done,
        };
    }

    /// <summary>As the filter names it.</summary>
    public static string Name(string action) => Known.TryGetValue(action, out var words) ? words.Done : action;
}
