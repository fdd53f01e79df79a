using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>The unattended first start: the first admin, and a key, from the configuration. Ignored once there is an admin.</summary>
internal sealed class Bootstrap(
    IConfiguration configuration,
    PeopleQueries people,
    PeopleCommands commands,
    KeyCommands keys,
    ILogger<Bootstrap> logger
)
{
    private const string Section = "ParserAdmin:Bootstrap:";

    /// <exception cref="InvalidOperationException">What is configured makes no admin; the message says why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (email, password, key) = (Value("AdminEmail"), Value("AdminPassword"), Value("ApiKey"));
        if ((email ?? password ?? key) is null || await people.AnyAdminAsync(cancellationToken))
            return;
        if (email is null != password is null)
            throw new InvalidOperationException($"{Section}AdminEmail and {Section}AdminPassword belong together: set both, or neither.");

        // The key first: if the process dies between the two, the next start still finds no admin and makes the rest.
        if (key is not null)
            await AddKeyAsync(key, cancellationToken);
        if (email is not null)
        {
            var added = await commands.AddFirstAdminAsync(email, password!, null, cancellationToken);
            if (!added.Succeeded && added.Status != CommandStatus.Conflict)
                throw new InvalidOperationException($"{Section}AdminEmail and AdminPassword make no admin: {added.Message}");
        }
    }

    private async Task AddKeyAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length < 20)
        {
            logger.LogWarning(
                "{Setting} has {Length} characters. Whoever guesses it is an admin: use 32 or more random ones",
                Section + "ApiKey",
                key.Length
            );
        }

        var added = await keys.AddAsync(Actor.System, "bootstrap", Role.Admin, null, key, cancellationToken);
        if (!added.Succeeded && added.Status != CommandStatus.Conflict)
            throw new InvalidOperationException($"{Section}ApiKey makes no key: {added.Message}");
    }

    private string? Value(string name) => configuration[Section + name] is { Length: > 0 } value ? value : null;
}
