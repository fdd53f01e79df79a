using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Components.Pages.Account;

/// <summary>The person's own password, second factor and sessions, live.</summary>
public sealed partial class OwnAccountPage
{
    public const string Path = "portal/account";
    private IReadOnlyList<Session> _sessions = [];
    private Core.People.Person? _me;
    private Guid? _session;

    [Inject]
    private PeopleQueries Queries { get; set; } = default!;

    [Inject]
    private SessionRegister Register { get; set; } = default!;

    [Inject]
    private SessionCommands Sessions { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    protected override bool MovesWithClock => _sessions.Count > 0;

    protected override bool Wants(IEvent raised) => raised is AuditAppended { Entry.EntityType: "users" };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _session = await Current.SessionAsync();
        _me = Person is { Type: ActorType.User, Id: { } id } ? await Queries.FindAsync(id, cancellationToken) : null;
        _sessions = _me is null ? [] : await Register.ListAsync(_me.Id, cancellationToken);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <param name="id">The one to end; null for all but this browser.</param>
    private Task EndAsync(Guid? id) =>
        RunAsync(
            (actor, token) => Sessions.EndAsync(actor, _me!.Id, id, _session, token),
            ended => ended == 1 ? "One browser is signed out." : $"{ended} browsers are signed out."
        );
}
