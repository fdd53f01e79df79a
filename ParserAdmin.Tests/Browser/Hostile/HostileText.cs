namespace ParserAdmin.Tests.Browser.Hostile;

/// <summary>Text that wants to be markup, wherever it is written without care: between tags, in an attribute, in a script.</summary>
internal static class HostileText
{
    /// <summary>A host that nobody may ask for anything.</summary>
    public const string Host = "trap.example";

    /// <param name="field">Where it stands; so a page can be asked whether it shows it.</param>
    public static string Of(string field) => $"{field}\"'><i-trap><img src=//{Host} onerror=alert(1)><script>alert(1)</script>";
}
