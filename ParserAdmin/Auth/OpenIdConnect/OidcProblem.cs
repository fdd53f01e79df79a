namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>
/// Why nobody was signed in by the provider. The name goes into the sign-in page's address, never a text that others could write.
/// </summary>
internal enum OidcProblem
{
    Denied,
    Refused,
    Away,
    Stale,
    Untrusted,
    NoRole,
    Disabled,
    NoEmail,
    EmailTaken,
    Database,
}

internal static class OidcProblemText
{
    /// <param name="word">Of the address; null, or none of ours, for no problem.</param>
    public static string? Of(string? word, OidcOptions provider) =>
        provider.Authority is not null && Enum.TryParse<OidcProblem>(word, ignoreCase: true, out var problem) && Enum.IsDefined(problem)
            ? Of(problem, provider.Name)
            : null;

    private static string Of(OidcProblem problem, string provider) =>
        problem switch
        {
            OidcProblem.Denied => $"Signing in with {provider} was cancelled or denied there. Try again, or ask an admin.",
            OidcProblem.Away => $"{provider} does not answer as it should, so nobody was signed in. Try again in a minute.",
            OidcProblem.Stale =>
                "That sign-in was not begun in this browser, was used already, or took longer than a quarter of an hour. Press the button again.",
            OidcProblem.Untrusted =>
                $"It could not be proved that the answer came from {provider} and was meant for this sign-in, so nobody was signed in. Try "
                    + "again; if it stays so, ask an admin: the program's log says more.",
            OidcProblem.NoRole => $"None of your groups at {provider} has a role here, so there is nothing to see. Ask an admin.",
            OidcProblem.Disabled => "Your account is disabled, so there is nothing to see. Ask an admin.",
            OidcProblem.NoEmail =>
                $"{provider} did not tell your e-mail address, by which people are listed here. Ask an admin to have it passed on.",
            OidcProblem.EmailTaken =>
                "There is an account with your e-mail address here already, and it is not the one that you come with. Sign in with its "
                    + "password, or ask an admin to remove it and press the button again.",
            OidcProblem.Database => "The database is away, so nobody can be signed in. Try again in a minute.",
            _ =>
                $"{provider} answered with an error, so nobody was signed in. Try again; if it stays so, ask an admin: the program's log says "
                    + "more.",
        };
}
