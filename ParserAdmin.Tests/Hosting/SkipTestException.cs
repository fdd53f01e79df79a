namespace ParserAdmin.Tests.Hosting;

/// <summary>
/// Skips the test that throws it. The token at the message's start is how xunit's runner tells a skip from a failure, for tests written for xunit 2.
/// Where CI is set a skip would hide that nothing was tested, so there it is a failure.
/// </summary>
public sealed class SkipTestException(string reason) : Exception(IsCi ? $"This may not be skipped in CI: {reason}" : $"$XunitDynamicSkip${reason}")
{
    private static bool IsCi => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
