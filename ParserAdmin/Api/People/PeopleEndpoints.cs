using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Api.People;

/// <summary>Who may sign in, with which role; and what they are signed in with.</summary>
internal static class PeopleEndpoints
{
    private const string List = "people";

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/people", "People").RequireAuthorization(Policies.Admin);
        reading.MapGet("", ListAsync).WithSummary("People by e-mail address; q is a part of it. Admin").Produces<Page<PersonResponse>>();
        reading
            .MapGet("/{id}/sessions", SessionsAsync)
            .WithSummary("The browsers that a person is signed in with. Admin")
            .Produces<Page<SessionResponse>>();

        var acting = app.MapActing("/people", "People");
        acting
            .MapPost("/invite", InviteAsync)
            .Needs(Role.Admin)
            .WithSummary("Adds a person; the answer has the link by which they choose a password, once. Admin")
            .TakesJson<InviteRequest>()
            .Produces<LinkResponse>(201);
        acting
            .MapPatch("/{id}", PatchAsync)
            .Needs(Role.Admin)
            .WithSummary("Changes the role, or disables or enables. Admin. 409 for the last admin who can sign in")
            .TakesJson<PersonPatchRequest>()
            .Produces<PersonResponse>()
            .ProducesProblem(404)
            .ProducesProblem(409);
        acting
            .MapDelete("/{id}", RemoveAsync)
            .Needs(Role.Admin)
            .WithSummary("Removes a person for good. Admin. 409 for the last admin who can sign in")
            .Produces<PersonResponse>()
            .ProducesProblem(404)
            .ProducesProblem(409);
        acting
            .MapPost("/{id}/link", RenewAsync)
            .Needs(Role.Admin)
            .WithSummary("A new link by which the person chooses a password, for one that ran out or a password that was forgotten. Admin")
            .Produces<LinkResponse>()
            .ProducesProblem(404)
            .ProducesProblem(409);
        acting
            .MapDelete("/{id}/second-factor", ResetFactorAsync)
            .Needs(Role.Admin)
            .WithSummary("Takes off the second factor of someone who lost it. Admin")
            .Produces<PersonResponse>()
            .ProducesProblem(404);
        acting
            .MapDelete("/{id}/sessions", EndSessionsAsync)
            .WithSummary("Signs the person out everywhere. Admin, or oneself")
            .Produces(204)
            .ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        string? q,
        string? limit,
        string? cursor,
        PeopleQueries people,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (size, after, now) = (Input.Limit(limit), PageCursor.Text(List, cursor), clock.UtcMilliseconds());
        var found = await people.PeopleAsync(Input.Text(nameof(q), q), after, size + 1, cancellationToken);
        return Answers.Ok(
            Page<PersonResponse>.Of(found, size, person => PersonResponse.Of(person, now), person => PageCursor.Write(List, person.Email))
        );
    }

    private static async Task<IResult> InviteAsync(
        HttpRequest request,
        ICurrentActor current,
        InvitationCommands invitations,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<InviteRequest>(request, cancellationToken);
        var email = Input.Text("email", body.Email) ?? throw new BadInputException("email", "Send the address of whom to invite.");
        var role = body.Role ?? throw new BadInputException("role", "Send the role that they get: viewer, operator or admin.");
        var invited = await invitations.InviteAsync(await current.GetAsync(cancellationToken), email, role, cancellationToken);
        return Answers.From(invited, link => LinkOf(link, request, clock), StatusCodes.Status201Created);
    }

    private static async Task<IResult> RenewAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        InvitationCommands invitations,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        Answers.From(
            await invitations.RenewAsync(await current.GetAsync(cancellationToken), id, null, cancellationToken),
            link => LinkOf(link, request, clock)
        );

    private static async Task<IResult> PatchAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        PeopleCommands people,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<PersonPatchRequest>(request, cancellationToken);
        var (actor, reason) = (await current.GetAsync(cancellationToken), Input.Text("reason", body.Reason));
        var changed = (body.Role, body.Disabled) switch
        {
            ({ } role, null) => await people.SetRoleAsync(actor, id, role, reason, cancellationToken),
            (null, { } disabled) => await people.SetDisabledAsync(actor, id, disabled, reason, cancellationToken),
            (null, null) => throw new BadInputException("role", "Send what to change: role, or disabled."),
            _ => throw new BadInputException("disabled", "Change role and disabled in two calls: each is an act of its own on record."),
        };
        return Answers.From(changed, person => PersonResponse.Of(person, clock.UtcMilliseconds()));
    }

    private static async Task<IResult> RemoveAsync(
        string id,
        string? reason,
        ICurrentActor current,
        PeopleCommands people,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        Answers.From(
            await people.RemoveAsync(await current.GetAsync(cancellationToken), id, Input.Text(nameof(reason), reason), cancellationToken),
            person => PersonResponse.Of(person, clock.UtcMilliseconds())
        );

    private static async Task<IResult> ResetFactorAsync(
        string id,
        string? reason,
        ICurrentActor current,
        FactorCommands factor,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        Answers.From(
            await factor.ResetAsync(await current.GetAsync(cancellationToken), id, Input.Text(nameof(reason), reason), cancellationToken),
            person => PersonResponse.Of(person, clock.UtcMilliseconds())
        );

    private static async Task<IResult> SessionsAsync(
        string id,
        string? limit,
        string? cursor,
        SessionRegister sessions,
        CancellationToken cancellationToken
    ) =>
        Answers.Ok(
            Page<SessionResponse>.Of(
                "sessions",
                limit,
                cursor,
                await sessions.ListAsync(id, cancellationToken),
                // The newest first.
                session => $"{DateTime.MaxValue.Ticks - session.StartedAt.Ticks:D19} {session.Id}",
                session => new SessionResponse(session.Id, session.StartedAt, session.LastSeenAt, session.Address, session.Browser)
            )
        );

    private static async Task<IResult> EndSessionsAsync(
        string id,
        ICurrentActor current,
        SessionCommands sessions,
        CancellationToken cancellationToken
    )
    {
        var ended = await sessions.EndAsync(await current.GetAsync(cancellationToken), id, null, null, cancellationToken);
        return ended.Succeeded ? TypedResults.NoContent() : Problems.Of(ended);
    }

    private static LinkResponse LinkOf(NewLink link, HttpRequest request, TimeProvider clock) =>
        new(
            PersonResponse.Of(link.Person, clock.UtcMilliseconds()),
            $"{request.Scheme}://{request.Host}{request.PathBase}{link.PathWithToken}",
            link.ExpiresAt
        );
}
