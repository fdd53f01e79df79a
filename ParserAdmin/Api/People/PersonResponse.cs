using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Api.People;

/// <summary>Someone who signs in.</summary>
/// <param name="External">Signs in by the OpenID provider, and has the role of their groups there.</param>
/// <param name="LinkExpiresAt">Until when the link that was given to them opens, UTC; null where none is out.</param>
/// <param name="LastSignInAt">UTC; null for never.</param>
internal sealed record PersonResponse(
    string Id,
    string Email,
    Role? Role,
    PersonState State,
    bool SecondFactor,
    bool External,
    DateTime? LinkExpiresAt,
    DateTime? LastSignInAt
)
{
    public static PersonResponse Of(Person person, DateTime now) =>
        new(
            person.Id,
            person.Email,
            person.Role,
            person.StateAt(now),
            person.SecondFactor,
            person.External,
            person.LinkExpiresAt,
            person.LastSignInAt
        );
}

/// <summary>A link by which someone chooses their password. It is told here and nowhere else.</summary>
/// <param name="Link">Under the address that this call was sent to.</param>
internal sealed record LinkResponse(PersonResponse Person, string Link, DateTime ExpiresAt);

/// <summary>A browser that is signed in.</summary>
internal sealed record SessionResponse(Guid Id, DateTime StartedAt, DateTime LastSeenAt, string? Address, string Browser);
