namespace ParserAdmin.Api.Health;

/// <summary>
/// To whom details and figures are told without a key: the setting <c>ParserAdmin:Health:Open</c>. By itself to nobody, not even this
/// machine: a proxy on it may pass strangers on without a word of who they are.
/// </summary>
/// <param name="ThisMachine">Whoever connects over loopback, where nothing says that they come from elsewhere.</param>
internal sealed record HealthAccess(bool ThisMachine, bool Everyone)
{
    public const string Setting = "ParserAdmin:Health:Open";

    /// <exception cref="InvalidOperationException">The setting has another value.</exception>
    public static HealthAccess Of(IConfiguration configuration) =>
        configuration[Setting]?.Trim().ToLowerInvariant() switch
        {
            null or "" or "false" => new(false, false),
            "loopback" => new(true, false),
            "true" => new(true, true),
            var other => throw new InvalidOperationException($"The setting '{Setting}' is '{other}'. It takes false, loopback or true."),
        };
}
