using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;

namespace ParserAdmin.Commands.People;

/// <summary><c>key …</c>: API keys.</summary>
internal static class KeyCliCommands
{
    public static Command Key(CommandBuilder cli) => new("key", "API keys.") { Add(cli), List(cli), Revoke(cli) };

    private static Command Add(CommandBuilder cli)
    {
        var name = new Option<string>("--name") { Description = "Who or what will use it.", Required = true };
        var role = PeopleCliCommands.RoleOption();
        var expires = new Option<string?>("--expires")
        {
            Description = "How long it opens anything: 90d, 12h or 4w. Without it, for ever.",
        };
        expires.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Lifetime(text) is null)
                result.AddError($"'--expires' takes a number with d, h or w, such as 90d; '{text}' is not one.");
        });
        return cli.Create(
            "add",
            "Makes an API key and prints it, once.",
            DatabaseNeed.Created,
            async (parsed, host, cancellationToken) =>
            {
                var lifetime = parsed.GetValue(expires) is { } text ? Lifetime(text) : null;
                var added = await host.Get<KeyCommands>()
                    .AddAsync(
                        CommandHost.Actor,
                        parsed.GetRequiredValue(name),
                        StoredEnum.Read<Role>(parsed.GetRequiredValue(role)),
                        host.Get<TimeProvider>().UtcMilliseconds() + lifetime,
                        null,
                        cancellationToken
                    );
                if (!added.Succeeded)
                    return await host.RefuseAsync(added);

                // The key alone on standard output, so that a script can take it.
                await host.Error.WriteLineAsync("Write the key down now: it is not stored and cannot be shown again.");
                await host.Output.WriteLineAsync(added.Value.Secret);
                return ExitCode.Done;
            },
            name,
            role,
            expires
        );
    }

    private static Command List(CommandBuilder cli) =>
        cli.Create(
            "list",
            "Lists the keys, newest first, with role, state and last use.",
            DatabaseNeed.Existing,
            async (_, host, cancellationToken) =>
            {
                var now = host.Get<TimeProvider>().UtcMilliseconds();
                foreach (var key in await host.Get<PeopleQueries>().KeysAsync(cancellationToken))
                {
                    var state = StoredEnum.Write(key.StateAt(now));
                    var used = key.LastUsedAt is { } at ? $"used {Text(at)}" : "never used";
                    var until = key.ExpiresAt is { } end ? $"until {Text(end)}" : "for ever";
                    await host.Output.WriteLineAsync(
                        $"{key.Name}\t{key.Prefix}…\t{RoleNames.Of(key.Role)}\t{state}\t{until}\t{used}\t{key.Id}"
                    );
                }

                return ExitCode.Done;
            }
        );

    private static Command Revoke(CommandBuilder cli)
    {
        var which = new Argument<string>("NAME") { Description = "The key's name, or its id where two have the same name." };
        return cli.Create(
            "revoke",
            "Revokes a key: it opens nothing from the next call on.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var text = parsed.GetRequiredValue(which);
                var keys = (await host.Get<PeopleQueries>().KeysAsync(cancellationToken))
                    .Where(key => key.Id.ToString() == text || (key.Name == text && key.RevokedAt is null))
                    .ToList();
                if (keys is not [var key])
                {
                    await host.Error.WriteLineAsync(
                        keys.Count == 0
                            ? $"There is no key '{text}' that is not revoked. 'parseradmin key list' shows all."
                            : $"{keys.Count} keys are named '{text}'. Give the id of the one to revoke; 'parseradmin key list' shows it."
                    );
                    return ExitCode.Failed;
                }

                var revoked = await host.Get<KeyCommands>().RevokeAsync(CommandHost.Actor, key.Id, null, cancellationToken);
                if (!revoked.Succeeded)
                    return await host.RefuseAsync(revoked);
                await host.Output.WriteLineAsync($"{key.Name} is revoked.");
                return ExitCode.Done;
            },
            which
        );
    }

    private static TimeSpan? Lifetime(string text) =>
        text.Length is > 1 and <= 6
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? text[^1] switch
            {
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                'w' => TimeSpan.FromDays(7 * number),
                _ => null,
            }
            : null;

    private static string Text(DateTime at) => at.ToString("u", CultureInfo.InvariantCulture);
}
