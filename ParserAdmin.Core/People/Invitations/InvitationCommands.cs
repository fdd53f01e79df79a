using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People.Invitations;

/// <summary>Links by which people choose their own password, once: for someone new, and for someone who forgot theirs.</summary>
public sealed class InvitationCommands(PeopleChanges changes, IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private const string Spent =
        "This link no longer works: it opens once, and for three days only. Ask an admin for a new one. If you have chosen a password "
        + "already, sign in with it.";

    /// <summary>Adds someone who has no password yet, with the link by which they choose one.</summary>
    public Task<CommandResult<NewLink>> InviteAsync(Actor actor, string email, Role role, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, "user.invite", "users", null),
            async (context, users, token) =>
            {
                var (refusal, person, account) = await PeopleChanges.AddAsync(context, users, email, role, null, token);
                if (person is null || account is null)
                    return ChangeOutcome<NewLink>.Refused(CommandStatus.Invalid, refusal!, field: "email");
                var link = Give(account, person);
                return new ChangeOutcome<NewLink>(CommandResult<NewLink>.Done(link), null, PeopleJson.Write(link.Person), person.Id);
            },
            cancellationToken
        );

    /// <summary>For someone whose link ran out, or who forgot their password, which stays good until the new link is used.</summary>
    public Task<CommandResult<NewLink>> RenewAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken) =>
        changes.OfPersonAsync(
            new Change(actor, Role.Admin, "user.link", "users", id, reason),
            (person, _) =>
            {
                if (person.Before.Disabled)
                {
                    return Task.FromResult(
                        ChangeOutcome<NewLink>.Refused(CommandStatus.Conflict, $"{person.Before.Email} is disabled. Enable them first.")
                    );
                }

                if (person.Before.External)
                {
                    return Task.FromResult(
                        ChangeOutcome<NewLink>.Refused(
                            CommandStatus.Conflict,
                            $"{person.Before.Email} signs in by the OpenID provider and has no password here."
                        )
                    );
                }

                var link = Give(person.Account, person.Before);
                return Task.FromResult(person.Done(CommandResult<NewLink>.Done(link), link.Person));
            },
            cancellationToken
        );

    /// <summary>Whom the link with this token lets in, or null when it no longer works.</summary>
    public async Task<Person?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= 100 })
            return null;
        var (hash, now) = (RandomToken.HashOf(token), clock.UtcMilliseconds());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context
            .Set<Account>()
            .AsNoTracking()
            .SingleOrDefaultAsync(account => account.LinkHash == hash && account.LinkExpiresAt > now, cancellationToken);
        if (account is null)
            return null;
        var user = await context.Users.AsNoTracking().SingleAsync(user => user.Id == account.UserId, cancellationToken);
        return user.IsDisabled()
            ? null
            : PeopleQueries.PersonOf(user, account, await PeopleQueries.RoleOfAsync(context, user.Id, cancellationToken), external: false);
    }

    /// <summary>
    /// Sets the password of whom the link is for and spends the link; of two at once one is refused. Whatever was signed in with an older
    /// password is signed out.
    /// </summary>
    public async Task<CommandResult<Person>> AcceptAsync(
        string token,
        string password,
        string? address,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(token, cancellationToken) is not { } found)
            return CommandResult<Person>.Refused(CommandStatus.NotFound, Spent);
        var actor = new Actor(ActorType.User, found.Id, found.Email, found.Role, address, Guid.CreateVersion7(clock.GetUtcNow()));
        return await changes.OfPersonAsync(
            new Change(actor, Role.Viewer, "user.accept-link", "users", found.Id),
            async (person, cancelled) =>
            {
                if (person.Account.LinkHash != RandomToken.HashOf(token))
                    return ChangeOutcome<Person>.Refused(CommandStatus.NotFound, Spent);
                if (person.Before.HasPassword)
                    await person.Users.RemovePasswordAsync(person.User);
                var set = await person.Users.AddPasswordAsync(person.User, password);
                if (!set.Succeeded)
                    return ChangeOutcome<Person>.Refused(CommandStatus.Invalid, IdentityErrorText.Of(set));
                person.Account.SpendLink();
                await person.EndSessionsAsync(null, cancelled);
                return person.Done(person.After(person.Before.Role));
            },
            cancellationToken
        );
    }

    private NewLink Give(Account account, Person person)
    {
        var (token, expiresAt) = (RandomToken.New(), clock.UtcMilliseconds() + Lifetime);
        account.GiveLink(token, expiresAt);
        return new NewLink(person with { LinkExpiresAt = expiresAt }, token, expiresAt);
    }
}
