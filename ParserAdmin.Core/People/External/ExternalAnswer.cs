namespace ParserAdmin.Core.People.External;

/// <summary>Whether someone whom a provider vouched for may come in.</summary>
/// <param name="UserId">Who they are here, where they are somebody.</param>
public sealed record ExternalAnswer(ExternalOutcome Outcome, string? UserId);

public enum ExternalOutcome
{
    Accepted,

    /// <summary>None of their groups has a role here.</summary>
    NoRole,

    Disabled,

    /// <summary>The provider told no address that could be one.</summary>
    NoEmail,

    /// <summary>Somebody else is listed by their address, and nobody takes over an account by an address.</summary>
    EmailTaken,
}
