using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People;

/// <summary>Someone who signs in, as lists show them.</summary>
/// <param name="Role">Null when every right was taken away.</param>
/// <param name="Disabled">May not sign in and has no rights until an admin says otherwise.</param>
public sealed record Person(string Id, string Email, Role? Role, bool Disabled)
{
    /// <summary>False until they opened their invitation and chose one, and for who comes by a provider.</summary>
    public bool HasPassword { get; init; } = true;

    /// <summary>Whether they sign in by an OpenID provider, which also says what role they have.</summary>
    public bool External { get; init; }

    /// <summary>Until when the link that was given to them opens, UTC; null where none is out.</summary>
    public DateTime? LinkExpiresAt { get; init; }

    /// <summary>UTC; null for never.</summary>
    public DateTime? LastSignInAt { get; init; }

    /// <summary>Whether signing in takes a code beside the password.</summary>
    public bool SecondFactor { get; init; }

    public PersonState StateAt(DateTime now) =>
        Disabled ? PersonState.Disabled
        : HasPassword || External ? PersonState.Active
        : LinkExpiresAt > now ? PersonState.Invited
        : PersonState.Expired;
}

/// <summary>How far someone's account is.</summary>
public enum PersonState
{
    Active,

    /// <summary>Their link is out and was not opened yet.</summary>
    Invited,

    /// <summary>Their link ran out before they opened it.</summary>
    Expired,
    Disabled,
}
