using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People.External;

/// <summary>Someone as an OpenID provider vouched for them just now.</summary>
/// <param name="Provider">Its name for people.</param>
/// <param name="Issuer">Its name for programs; with <paramref name="Subject"/> it tells who this is, for good.</param>
/// <param name="Email">What people are listed by. It proves nothing: the provider may let them choose it.</param>
/// <param name="Role">The highest that their groups give; null for none.</param>
/// <param name="Groups">Those that give a role.</param>
public sealed record ExternalIdentity(
    string Provider,
    string Issuer,
    string Subject,
    string? Email,
    Role? Role,
    IReadOnlyList<string> Groups
)
{
    internal const string Scheme = "oidc";

    /// <summary>A hash, because SQL Server takes "a" and "A" for the same key, and a subject's letters count.</summary>
    internal string Key => RandomToken.HashOf($"{Issuer} {Subject}");

    internal string Reason => $"Groups at {Provider}: {(Groups.Count == 0 ? "none that has a role" : string.Join(", ", Groups))}";
}
