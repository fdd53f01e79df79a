using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;

namespace ParserAdmin.Api.People;

/// <summary>API keys: made, listed, revoked.</summary>
internal static class KeyEndpoints
{
    private const string List = "keys";

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        app.MapReading("/keys", "API keys")
            .RequireAuthorization(Policies.Admin)
            .MapGet("", ListAsync)
            .WithSummary("API keys, newest first, revoked and expired ones last; q is in the name, the beginning or who made it. Admin")
            .Produces<Page<KeyResponse>>();

        var acting = app.MapActing("/keys", "API keys");
        acting
            .MapPost("", AddAsync)
            .Needs(Role.Admin)
            .WithSummary("Makes a key; the answer has it, once. Admin")
            .TakesJson<KeyRequest>()
            .Produces<NewKeyResponse>(201)
            .ProducesProblem(409);
        acting
            .MapDelete("/{id}", RevokeAsync)
            .Needs(Role.Admin)
            .WithSummary("Revokes a key: it opens nothing from the next call on. Admin")
            .Produces<KeyResponse>()
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
        var (size, after, now) = (Input.Limit(limit), PageCursor.Id(List, cursor), clock.UtcMilliseconds());
        var keys = await people.KeysAsync(Input.Text(nameof(q), q), after, size + 1, cancellationToken) ?? throw PageCursor.Bad();
        return Answers.Ok(
            Page<KeyResponse>.Of(keys, size, key => KeyResponse.Of(key, now), key => PageCursor.Write(List, key.Id.ToString()))
        );
    }

    private static async Task<IResult> AddAsync(
        HttpRequest request,
        ICurrentActor current,
        KeyCommands keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<KeyRequest>(request, cancellationToken);
        var name = Input.Text("name", body.Name) ?? throw new BadInputException("name", "Send a name: who or what will use the key.");
        var role = body.Role ?? throw new BadInputException("role", "Send the role of the key: viewer, operator or admin.");
        var added = await keys.AddAsync(
            await current.GetAsync(cancellationToken),
            name,
            role,
            Input.Utc(body.ExpiresAt),
            null,
            cancellationToken
        );
        return Answers.From(
            added,
            made => new NewKeyResponse(made.Secret, KeyResponse.Of(made.Key, clock.UtcMilliseconds())),
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> RevokeAsync(
        string id,
        string? reason,
        ICurrentActor current,
        KeyCommands keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!Guid.TryParse(id, out var key))
            return Problems.NotFound("key", id);
        var revoked = await keys.RevokeAsync(
            await current.GetAsync(cancellationToken),
            key,
            Input.Text(nameof(reason), reason),
            cancellationToken
        );
        return Answers.From(revoked, done => KeyResponse.Of(done, clock.UtcMilliseconds()));
    }
}
