using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People.External;

/// <summary>
/// Makes a person of whom a provider vouches for, at their first sign-in, and gives them the role of their groups at each. The program
/// does this, not the person: they may have no right yet.
/// </summary>
public sealed class ExternalSignIn(IDbContextFactory<ParserDbContext> contexts, PeopleQueries people, PeopleChanges changes)
{
    /// <param name="address">IP address of who signs in, for the record.</param>
    public async Task<ExternalAnswer> AcceptAsync(ExternalIdentity identity, string? address, CancellationToken cancellationToken)
    {
        var id = await FindAsync(identity, cancellationToken);
        if (id is null)
        {
            var refusal = await AddAsync(identity, address, cancellationToken);

            // Of two first sign-ins at once one finds the other's person.
            id = await FindAsync(identity, cancellationToken);
            if (id is null)
                return new ExternalAnswer(refusal ?? ExternalOutcome.EmailTaken, null);
        }

        if (await people.FindAsync(id, cancellationToken) is not { Disabled: false } person)
            return new ExternalAnswer(ExternalOutcome.Disabled, id);
        if (person.Role != identity.Role)
            await GiveAsync(id, identity, address, cancellationToken);
        return new ExternalAnswer(identity.Role is null ? ExternalOutcome.NoRole : ExternalOutcome.Accepted, id);
    }

    private async Task<string?> FindAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var key = identity.Key;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .UserLogins.Where(login => login.LoginProvider == ExternalIdentity.Scheme && login.ProviderKey == key)
            .Select(login => login.UserId)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>Why not; null where they were added.</returns>
    private async Task<ExternalOutcome?> AddAsync(ExternalIdentity identity, string? address, CancellationToken cancellationToken)
    {
        if (identity.Role is not { } role)
            return ExternalOutcome.NoRole;
        if (identity.Email is not { } email || !MailAddress.TryCreate(email, out var parsed) || parsed.Address != email)
            return ExternalOutcome.NoEmail;
        if (await people.FindAsync(email, cancellationToken) is not null)
            return ExternalOutcome.EmailTaken;
        var added = await changes.RunAsync(
            Change("user.create", null, identity, address),
            async (context, users, token) =>
            {
                var (refusal, person, _) = await PeopleChanges.AddAsync(context, users, email, role, null, token);
                if (person is null)
                    return ChangeOutcome<Person>.Refused(CommandStatus.Conflict, refusal!);
                context.UserLogins.Add(
                    new IdentityUserLogin<string>
                    {
                        LoginProvider = ExternalIdentity.Scheme,
                        ProviderKey = identity.Key,
                        ProviderDisplayName = $"{identity.Issuer} {identity.Subject}",
                        UserId = person.Id,
                    }
                );
                person = person with { External = true };
                return new ChangeOutcome<Person>(CommandResult<Person>.Done(person), null, PeopleJson.Write(person), person.Id);
            },
            cancellationToken
        );
        return added.Succeeded ? null : ExternalOutcome.EmailTaken;
    }

    /// <summary>
    /// Without a role nothing stays signed in. Nobody here can be the last admin: that is somebody with a password, whom a provider that is
    /// away or has other ideas cannot keep out.
    /// </summary>
    private Task<CommandResult<Person>> GiveAsync(
        string id,
        ExternalIdentity identity,
        string? address,
        CancellationToken cancellationToken
    ) =>
        changes.OfPersonAsync(
            Change("user.set-role", id, identity, address),
            async (person, token) =>
            {
                if (person.Before.Role == identity.Role)
                    return ChangeOutcome<Person>.Same(person.Before);
                if (identity.Role is null)
                    await person.EndSessionsAsync(null, token);
                await PeopleChanges.HoldAsync(person.Context, person.Users, person.User, identity.Role, token);
                return person.Done(person.After(identity.Role));
            },
            cancellationToken
        );

    private static Change Change(string action, string? id, ExternalIdentity identity, string? address) =>
        new(Actor.System with { IpAddress = address }, Role.Admin, action, "users", id, identity.Reason);
}
