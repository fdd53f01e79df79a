using System.Net;

namespace ParserAdmin.Api.Health;

/// <summary>
/// To whom details and figures are told without a key: the setting <c>ParserAdmin:Health:Open</c>. By itself to whoever asks from this
/// machine in person; a proxy on it may pass strangers on without a word of who they are, so nothing may tell of one.
/// </summary>
/// <param name="ThisMachine">Whoever connects over loopback, where nothing says that they come from elsewhere.</param>
/// <param name="InPerson">Of those only who names this machine, as no stranger would, in a protocol that is no proxy's.</param>
internal sealed record HealthAccess(bool ThisMachine, bool Everyone, bool InPerson = false)
{
    public const string Setting = "ParserAdmin:Health:Open";

    /// <summary>What only a program behind a proxy is told.</summary>
    private static readonly string[] OfProxies = ["ParserAdmin:Proxy:KnownProxies", "ParserAdmin:PathBase"];

    /// <exception cref="InvalidOperationException">The setting has another value.</exception>
    public static HealthAccess Of(IConfiguration configuration) =>
        configuration[Setting]?.Trim().ToLowerInvariant() switch
        {
            null or "" => new(!OfProxies.Any(name => IsSet(configuration.GetSection(name))), false, InPerson: true),
            "false" => new(false, false),
            "loopback" => new(true, false),
            "true" => new(true, true),
            var other => throw new InvalidOperationException($"The setting '{Setting}' is '{other}'. It takes false, loopback or true."),
        };

    /// <summary>nginx speaks HTTP/1.0 to whom it passes on where nobody tells it otherwise; nothing else here does.</summary>
    public static bool IsInPerson(HttpRequest request) =>
        request.Protocol != HttpProtocol.Http10
        && (
            request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        );

    private static bool IsSet(IConfigurationSection setting) => setting.GetChildren().Any() || !string.IsNullOrWhiteSpace(setting.Value);
}
