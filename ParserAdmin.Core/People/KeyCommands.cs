using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Make and revoke API keys: the way for portal, API and CLI alike.</summary>
public sealed class KeyCommands(Changes changes, TimeProvider clock)
{
    /// <param name="expiresAt">From when on it opens nothing, UTC; null for never.</param>
    /// <param name="secret">A key chosen elsewhere (unattended first start); null makes a random one.</param>
    public Task<CommandResult<NewApiKey>> AddAsync(
        Actor actor,
        string name,
        Role role,
        DateTime? expiresAt,
        string? secret,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, "api-key.create", "api_keys", null),
            async (context, token) =>
            {
                name = name.Trim();
                if (name.Length is 0 or > ApiKey.LongestName)
                {
                    return ChangeOutcome<NewApiKey>.Refused(
                        CommandStatus.Invalid,
                        $"Give the key a name of 1 to {ApiKey.LongestName} characters: who or what will use it.",
                        field: "name"
                    );
                }

                var now = clock.UtcMilliseconds();
                if (expiresAt <= now)
                {
                    return ChangeOutcome<NewApiKey>.Refused(
                        CommandStatus.Invalid,
                        "The key would have run out already. Give it a time that is still to come, or none.",
                        field: "expiresAt"
                    );
                }

                var shown = secret ?? ApiKey.NewSecret();
                var key = ApiKey.Create(name, role, expiresAt, shown, actor.Name, now);
                if (await context.Set<ApiKey>().AnyAsync(other => other.Hash == key.Hash, token))
                    return ChangeOutcome<NewApiKey>.Refused(CommandStatus.Conflict, "This key exists already. Choose another value.");
                context.Add(key);
                return new ChangeOutcome<NewApiKey>(
                    CommandResult<NewApiKey>.Done(new NewApiKey(key, shown)),
                    null,
                    PeopleJson.Write(key),
                    key.Id.ToString()
                );
            },
            cancellationToken
        );

    public Task<CommandResult<ApiKey>> RevokeAsync(Actor actor, Guid id, string? reason, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, "api-key.revoke", "api_keys", id.ToString(), reason),
            async (context, token) =>
            {
                var key = await context.Set<ApiKey>().SingleOrDefaultAsync(key => key.Id == id, token);
                if (key is null)
                    return ChangeOutcome<ApiKey>.Refused(CommandStatus.NotFound, $"There is no key {id}.");
                if (key.RevokedAt is not null)
                    return ChangeOutcome<ApiKey>.Same(key);
                var before = PeopleJson.Write(key);
                key.Revoke(clock.UtcMilliseconds());
                return new ChangeOutcome<ApiKey>(CommandResult<ApiKey>.Done(key), before, PeopleJson.Write(key));
            },
            cancellationToken
        );
}
