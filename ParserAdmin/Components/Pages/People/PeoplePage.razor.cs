using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Components.Pages.People;

/// <summary>Everyone who may sign in, live, with what an admin does about them.</summary>
public sealed partial class PeoplePage
{
    private const string Path = "portal/people";
    private const int PageSize = 50;

    private IReadOnlyList<Person> _people = [];
    private string? _next;
    private string? _onlyAdmin;

    [Inject]
    private PeopleQueries Queries { get; set; } = default!;

    [Inject]
    private PeopleCommands People { get; set; } = default!;

    [Inject]
    private InvitationCommands Invitations { get; set; } = default!;

    [Inject]
    private FactorCommands Factors { get; set; } = default!;

    [Inject]
    private SessionCommands Sessions { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private ListView View => new(Path, QueryText.Clean(Text), QueryText.Clean(After));

    protected override object LoadKey => View;

    protected override bool MovesWithClock => _people.Count > 0;

    protected override bool Wants(IEvent raised) => raised is AuditAppended { Entry.EntityType: "users" };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var found = await Queries.PeopleAsync(View.Text, View.After, PageSize + 1, cancellationToken);
        _onlyAdmin = await Queries.OnlyAdminAsync(cancellationToken);
        _people = [.. found.Take(PageSize)];
        _next = found.Count > PageSize ? _people[^1].Email : null;
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private void Find(string? text)
    {
        // A field that is drawn anew says what the address holds already.
        if (text != View.Text)
            Navigation.NavigateTo(new ListView(Path, text, null).Address, replace: true);
    }

    private async Task InviteAsync()
    {
        NewLink? made = null;
        await Dialogs.AskAsync<InviteDialog>(
            "Invite a person",
            MaxWidth.Small,
            (nameof(InviteDialog.Done), (Action<NewLink>)(link => made = link))
        );
        await ShowAsync(made);
    }

    private IEnumerable<(string Name, string Icon, string? Refused, Func<Task> RunAsync)> ActsOn(Person person)
    {
        // As the command will say it, too; here so that nobody is asked for a reason in vain.
        var last = person.Id == _onlyAdmin ? "The last admin who can sign in with a password. Make someone else an admin first." : null;
        yield return (
            "Change the role…",
            Icons.Material.Filled.Badge,
            person.External ? "They have the role of their groups at the provider. Change those." : last,
            () => ChangeRoleAsync(person)
        );
        yield return (
            person.HasPassword || person.External ? "Link for a new password…" : "New invitation link…",
            Icons.Material.Filled.Link,
            person.External ? "They sign in by the provider and have no password here."
            : person.Disabled ? "Enable them first."
            : null,
            () => RenewAsync(person)
        );
        yield return ("Sign out everywhere…", Icons.Material.Filled.Logout, null, () => SignOutAsync(person));
        if (person.SecondFactor)
            yield return ("Take off the second factor…", Icons.Material.Filled.PhonelinkErase, null, () => ResetFactorAsync(person));
        yield return person.Disabled
            ? ("Enable…", Icons.Material.Filled.CheckCircle, null, () => SetDisabledAsync(person, false))
            : ("Disable…", Icons.Material.Filled.Block, last, () => SetDisabledAsync(person, true));
        yield return ("Remove…", Icons.Material.Filled.PersonRemove, last, () => RemoveAsync(person));
    }

    private Task ChangeRoleAsync(Person person) =>
        Dialogs.AskAsync<RoleDialog>($"Role of {person.Email}", MaxWidth.Small, (nameof(RoleDialog.Who), person));

    private Task SetDisabledAsync(Person person, bool disabled) =>
        AskAsync<Person>(
            $"{(disabled ? "Disable" : "Enable")} {person.Email}",
            disabled
                ? "They are signed out everywhere and may do nothing until an admin enables them again. Their role is kept."
                : "They may sign in again, with the role that they had.",
            disabled ? "Disable" : "Enable",
            disabled,
            (actor, reason) => People.SetDisabledAsync(actor, person.Id, disabled, reason, CancellationToken.None)
        );

    private Task RemoveAsync(Person person) =>
        AskAsync<Person>(
            $"Remove {person.Email}",
            "Their account is gone for good. What they did stays in the audit trail under their name. To keep them out for a while, "
                + "disable them.",
            "Remove",
            true,
            (actor, reason) => People.RemoveAsync(actor, person.Id, reason, CancellationToken.None)
        );

    private Task SignOutAsync(Person person) =>
        AskAsync<int>(
            $"Sign {person.Email} out",
            "Every browser that they are signed in with is signed out at once. They may sign in again.",
            "Sign out everywhere",
            false,
            (actor, _) => Sessions.EndAsync(actor, person.Id, null, null, CancellationToken.None)
        );

    private Task ResetFactorAsync(Person person) =>
        AskAsync<Person>(
            $"Second factor of {person.Email}",
            "From now on their password is enough. Be sure that it is them who asks: whoever has the password is in then.",
            "Take it off",
            true,
            (actor, reason) => Factors.ResetAsync(actor, person.Id, reason, CancellationToken.None)
        );

    private async Task RenewAsync(Person person)
    {
        NewLink? made = null;
        await AskAsync<NewLink>(
            $"Link for {person.Email}",
            person.HasPassword
                ? "They choose a new password with it, once, within three days. The one they have works until then."
                : "They choose their password with it, once, within three days. The link from before no longer works.",
            "Make the link",
            false,
            (actor, reason) => Invitations.RenewAsync(actor, person.Id, reason, CancellationToken.None),
            link => made = link
        );
        await ShowAsync(made);
    }

    private Task AskAsync<T>(
        string title,
        string text,
        string submit,
        bool danger,
        Func<Actor, string?, Task<CommandResult<T>>> act,
        Action<T>? done = null
    ) =>
        Dialogs.AskAsync<ReasonDialog<T>>(
            title,
            MaxWidth.Small,
            (nameof(ReasonDialog<T>.Text), text),
            (nameof(ReasonDialog<T>.Submit), submit),
            (nameof(ReasonDialog<T>.Danger), danger),
            (nameof(ReasonDialog<T>.Act), act),
            (nameof(ReasonDialog<T>.Done), done)
        );

    private Task ShowAsync(NewLink? link) =>
        link is null
            ? Task.CompletedTask
            : SecretDialog.ShowAsync(
                Dialogs,
                $"Link for {link.Person.Email}",
                "Pass this link on by a way that only they read. It works once, for three days, and is not shown again.",
                "Link",
                Navigation.ToAbsoluteUri(link.PathWithToken[1..]).ToString()
            );

    private static string StateTitle(Person person) =>
        person.External ? "Signs in by the provider"
        : person is { HasPassword: false, LinkExpiresAt: { } until } ? $"Their link works until {Times.UtcText(until)}"
        : "";

    private (string Tone, string Icon, string Text) StateOf(Person person) =>
        person.StateAt(Now) switch
        {
            PersonState.Active => ("good", Icons.Material.Filled.Check, "active"),
            PersonState.Invited => ("live", Icons.Material.Filled.HourglassTop, "invited"),
            PersonState.Expired => ("warn", Icons.Material.Filled.TimerOff, "link ran out"),
            _ => ("idle", Icons.Material.Filled.Block, "disabled"),
        };
}
