using System.Collections.Frozen;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Pages.Audit.Words;

/// <summary>What was done, as people say it, and the few kinds of acts that they tell apart.</summary>
public static class AuditActions
{
    /// <summary>
    /// By action: its kind, what somebody did, what somebody wanted to do where it was refused, and to what, in general, where the words
    /// do not say it themselves.
    /// </summary>
    private static readonly (string Action, string Kind, string Done, string Wanted, string? What)[] All =
    [
        ("emergency-stop", "safety", "stopped everything", "stop everything", null),
        ("emergency-stop.reason", "safety", "gave the reason of the stop", "give the reason of the stop", null),
        ("emergency-stop.reset", "safety", "reset the emergency stop", "reset the emergency stop", null),
        ("mode.switch", "safety", "switched the mode", "switch the mode", null),
        ("fail-safe.switch", "safety", "switched to manual by the fail-safe", "switch to manual by the fail-safe", null),
        ("settings.lost", "safety", "found the settings lost and stopped everything", "stop everything: the settings are lost", null),
        ("job.request", "runs", "asked for a run of", "run", "a task"),
        ("job.start", "runs", "started the run of", "start the run of", "a task"),
        ("job.end", "runs", "ended the run of", "end the run of", "a task"),
        ("job.cancel", "runs", "cancelled the run of", "cancel the run of", "a task"),
        ("job.retry", "runs", "asked again for the run of", "ask again for the run of", "a task"),
        ("job.delete", "runs", "deleted", "delete", "old runs"),
        ("dead-letter.replay", "runs", "replayed", "replay", "dead letters"),
        ("dead-letter.dismiss", "runs", "dismissed", "dismiss", "dead letters"),
        ("dead-letter.reopen", "runs", "opened again", "open again", "dismissed dead letters"),
        ("source.save", "sources", "changed the source", "save the source", null),
        ("source.settings", "sources", "changed the values of", "change the values of", "a source"),
        ("source.pause", "sources", "paused the source", "pause the source", null),
        ("source.resume", "sources", "resumed the source", "resume the source", null),
        ("source.delete", "sources", "deleted the source", "delete the source", null),
        ("source.preview", "sources", "tried a page of", "try a page of", "a source"),
        ("source.quarantine", "sources", "held back a changed layout of", "hold back a changed layout of", "a source"),
        ("source.accept-layout", "sources", "accepted the layout of", "accept the layout of", "a source"),
        ("source.trust-layout", "sources", "trusted again the layout of", "trust again the layout of", "a source"),
        ("schedule.create", "schedules", "added the schedules of", "add the schedules of", "a source"),
        ("schedule.add", "schedules", "added the schedule", "add a schedule", null),
        ("schedule.edit", "schedules", "changed the schedule", "change the schedule", null),
        ("schedule.pause", "schedules", "paused the schedule", "pause the schedule", null),
        ("schedule.resume", "schedules", "resumed the schedule", "resume the schedule", null),
        ("schedule.delete", "schedules", "deleted the schedule", "delete the schedule", null),
        ("item.edit", "items", "edited the item", "edit the item", null),
        ("item.delete", "items", "deleted", "delete", "items"),
        ("settings.create", "settings", "wrote the first settings", "write the first settings", null),
        ("settings.change", "settings", "changed the settings", "change the settings", null),
        ("user.create", "people", "added", "add", "a person"),
        ("user.invite", "people", "invited", "invite", "a person"),
        ("user.link", "people", "made a new link for", "make a new link for", "a person"),
        ("user.accept-link", "people", "chose a password by a link", "choose a password by a link", null),
        ("user.set-role", "people", "changed the role of", "change the role of", "a person"),
        ("user.disable", "people", "disabled the account of", "disable the account of", "a person"),
        ("user.enable", "people", "enabled the account of", "enable the account of", "a person"),
        ("user.remove", "people", "removed", "remove", "a person"),
        ("user.sign-in", "people", "signed in", "sign in", null),
        ("user.sign-out", "people", "signed out", "sign out", null),
        ("user.end-session", "people", "ended the sessions of", "end the sessions of", "a person"),
        ("user.change-password", "people", "changed the password", "change the password", null),
        ("user.set-up-second-factor", "people", "set up a second factor", "set up a second factor", null),
        ("user.turn-off-second-factor", "people", "turned the second factor off", "turn the second factor off", null),
        ("user.reset-second-factor", "people", "removed the second factor of", "remove the second factor of", "a person"),
        ("user.renew-recovery-codes", "people", "made new recovery codes", "make new recovery codes", null),
        ("api-key.create", "people", "made the API key", "make an API key", null),
        ("api-key.revoke", "people", "revoked the API key", "revoke the API key", null),
    ];

    private static readonly FrozenDictionary<string, (string Done, string Wanted, string? What)> Known = All.ToFrozenDictionary(
        act => act.Action,
        act => (act.Done, act.Wanted, act.What)
    );

    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(act => act.Kind).Distinct()];

    /// <summary>The actions of a kind; null where there is no such kind.</summary>
    public static IReadOnlyList<string>? Of(string? kind) =>
        All.Where(act => act.Kind == kind).Select(act => act.Action).ToList() is { Count: > 0 } actions ? actions : null;

    /// <summary>The actions that are said with these words.</summary>
    public static IEnumerable<string> With(string text) =>
        All.Where(act => $"{act.Done} {act.What}\n{act.Wanted} {act.What}".Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(act => act.Action);

    /// <summary>"paused the source", "tried to pause the source". An action that nobody named is said as it is stored.</summary>
    public static string Said(AuditEntry entry)
    {
        if (!Known.TryGetValue(entry.Action, out var words))
            return entry.Action;
        var said = entry switch
        {
            { Outcome: AuditOutcome.Denied } or { Outcome: AuditOutcome.Failed, Action: not "job.end" } => $"tried to {words.Wanted}",
            { Action: "source.save", Before: null } => "added the source",
            _ => words.Done,
        };
        return IsOwn(entry) && words.What is not null && TheirOwn(said) is { } own ? own : said;
    }

    /// <summary>To what, where nobody knows it by name: "a person" of "tried to add a person". Null where the words say it all.</summary>
    public static string? What(AuditEntry entry) =>
        Known.TryGetValue(entry.Action, out var words) && words.What is { } what
            ? !IsOwn(entry)
                ? what
                : TheirOwn(words.Done) is null
                    ? "themselves"
                    : null
            : null;

    /// <summary>Whether somebody did it to themselves.</summary>
    public static bool IsOwn(AuditEntry entry) => entry.EntityId is { } id && id == entry.ActorId;

    /// <summary>As the filter names it.</summary>
    public static string Name(string action) =>
        !Known.TryGetValue(action, out var words) ? action
        : words.What is { } what ? $"{words.Done} {what}"
        : words.Done;

    /// <summary>"ended the sessions of" becomes "ended their own sessions"; null for other words.</summary>
    private static string? TheirOwn(string said) =>
        said.EndsWith(" of", StringComparison.Ordinal) && said.LastIndexOf(" the ", StringComparison.Ordinal) is > 0 and var at
            ? $"{said[..at]} their own {said[(at + 5)..^3]}"
            : null;
}
