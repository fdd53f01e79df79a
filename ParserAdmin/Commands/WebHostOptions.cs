using System.CommandLine;

namespace ParserAdmin.Commands;

/// <summary>Options that the web host reads itself. They are declared, because what is not declared is wrong usage.</summary>
internal sealed class WebHostOptions
{
    private static readonly (string Name, string Description, bool Hidden)[] All =
    [
        ("--urls", "Where to listen, such as http://127.0.0.1:5080; several with ; between.", false),
        ("--environment", "Which appsettings.NAME.json is read too; Production unless said.", false),
        ("--contentRoot", "The folder of appsettings.json; the current one unless said.", true),
        ("--http_ports", "Ports to listen on at every address.", true),
        ("--https_ports", "The same with TLS.", true),
        ("--AllowedHosts", "Host names that are answered, with ; between.", true),
    ];

    private readonly IReadOnlyList<Option<string>> _options;

    /// <param name="listens">False for a host without a portal.</param>
    public WebHostOptions(Command command, bool listens)
    {
        _options =
        [
            .. All.Where(option => listens || option.Name is "--environment" or "--contentRoot")
                .Select(option => new Option<string>(option.Name) { Description = option.Description, Hidden = option.Hidden }),
        ];
        foreach (var option in _options)
            command.Add(option);
    }

    /// <summary>Those that were given, as the host reads them.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        _options.Where(option => parsed.GetResult(option) is not null).Select(option => $"{option.Name}={parsed.GetValue(option)}");
}
