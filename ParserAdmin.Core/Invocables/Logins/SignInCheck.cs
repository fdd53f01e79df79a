namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>What the definition's test says.</summary>
/// <param name="Problem">What the test page shows instead, as the second half of a sentence; null where one is signed in.</param>
/// <param name="IsOpen">Whether the test page itself came, and no login in its place: then it is the test that may be wrong.</param>
internal sealed record SignInCheck(string? Problem, bool IsOpen = false)
{
    public static SignInCheck Passed { get; } = new(null, true);

    /// <summary>There is no session that a test could tell anything about.</summary>
    public static SignInCheck NoSession { get; } = new("nobody has signed in yet");

    public bool IsSignedIn => Problem is null;
}
