namespace ParserAdmin.Core.People.Invitations;

/// <summary>A link that was just made. <paramref name="Token"/> is shown once and is nowhere stored.</summary>
/// <param name="ExpiresAt">UTC.</param>
public sealed record NewLink(Person Person, string Token, DateTime ExpiresAt)
{
    /// <summary>Where the link leads on the portal.</summary>
    public const string Path = "/account/invitation";

    /// <summary>With the token, to be put behind the portal's address.</summary>
    public string PathWithToken => $"{Path}?token={Token}";

    /// <summary>A record would print its token into the first log that takes it.</summary>
    public override string ToString() => Person.Email;
}
