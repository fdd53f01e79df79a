using ParserAdmin.Api.Health;
using ParserAdmin.Auth.OpenIdConnect;
using ParserAdmin.Core;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Keys;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Rendering.Browsers;

namespace ParserAdmin.Commands;

/// <summary>The configuration keys that there are, so that a misspelt one on the command line is an error and not ignored.</summary>
internal static class KnownSettings
{
    private const string Prefix = "ParserAdmin:";

    /// <summary>Sections of ASP.NET's own, whose keys it knows itself.</summary>
    private static readonly string[] Foreign = ["Logging", "Kestrel"];

    /// <summary>Sections whose keys are names that people choose.</summary>
    private static readonly string[] Open = [OidcOptions.GroupsSection];

    /// <summary>Named for what is to come: they may be set, and the program says that they do nothing yet.</summary>
    private static readonly string[] Planned =
    [
        "ParserAdmin:Smtp:Host",
        "ParserAdmin:Smtp:Port",
        "ParserAdmin:Smtp:User",
        "ParserAdmin:Smtp:Password",
        "ParserAdmin:Smtp:From",
        "ParserAdmin:Smtp:Tls",
        "ParserAdmin:Audit:AnchorFile",
        "ParserAdmin:Otlp:Endpoint",
    ];

    private static readonly string[] Keys =
    [
        "ParserAdmin:DataDirectory",
        "ParserAdmin:Node:Name",
        "ParserAdmin:Node:Role",
        "ParserAdmin:Demo",
        "ParserAdmin:DefinitionsDirectory",
        "ParserAdmin:Bootstrap:AdminEmail",
        "ParserAdmin:Bootstrap:AdminPassword",
        "ParserAdmin:Bootstrap:ApiKey",
        "ParserAdmin:Scheduler:Engine",
        "ParserAdmin:PathBase",
        "ParserAdmin:Proxy:KnownProxies",
        HealthAccess.Setting,
        .. OidcOptions.Keys,
        .. Of<DatabaseOptions>("ParserAdmin:Database"),
        .. Of<KeyOptions>(KeyOptions.Section),
        .. Of<FetchingOptions>(FetchingOptions.Section),
        .. Of<BrowserOptions>(BrowserOptions.Section),
        .. Planned,
    ];

    /// <summary>
    /// What is set and does nothing, in words: in a file or in the environment, for on the command line an unknown one is wrong usage. A
    /// start goes on all the same, as the environment may be another version's, too.
    /// </summary>
    public static IEnumerable<string> Warnings(IConfiguration configuration) =>
        [
            .. Unknown(configuration),
            .. Planned
                .Where(key => configuration[key] is { Length: > 0 })
                .Select(key => $"The setting {key} does nothing in this version; leave it out."),
        ];

    /// <summary>Those of this program that there are not, in words.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) =>
        configuration
            .GetSection(Prefix.TrimEnd(':'))
            .AsEnumerable()
            .Where(entry => entry.Value is not null)
            .Select(entry => Problem(entry.Key))
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .Select(problem => $"{problem} What is set by that name does nothing.");

    /// <summary>What is wrong with a key, with the nearest known one, or null.</summary>
    public static string? Problem(string key)
    {
        var named = WithoutIndex(key);
        if (
            Keys.Contains(named, StringComparer.OrdinalIgnoreCase)
            // A name of theirs may be a number, too.
            || Foreign.Concat(Open).Any(section => key.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase))
        )
        {
            return null;
        }

        // Without the beginning that all share, which would make every two of them near.
        var near = NearestWord.Find(
            named.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? named[Prefix.Length..] : named,
            [.. Keys.Select(known => known[Prefix.Length..])]
        );
        return $"There is no setting '{key}'.{(near is null ? "" : $" Did you mean '{Prefix}{near}'?")}";
    }

    /// <summary>An entry of a list has its number at the end: <c>…:AllowedPrivateHosts:0</c>.</summary>
    private static string WithoutIndex(string key) =>
        key.LastIndexOf(':') is var colon and > 0 && key[(colon + 1)..] is { Length: > 0 } end && end.All(char.IsAsciiDigit)
            ? key[..colon]
            : key;

    private static IEnumerable<string> Of<TOptions>(string section) =>
        typeof(TOptions)
            .GetProperties()
            .Where(property => property.CanWrite || property.PropertyType != typeof(string))
            .Select(property => $"{section}:{property.Name}");
}
