using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Core.People;

/// <summary>A person while a change of theirs is being made.</summary>
/// <param name="Before">As they were when it began.</param>
internal sealed record OpenPerson(
    ParserDbContext Context,
    UserManager<IdentityUser> Users,
    IdentityUser User,
    Account Account,
    Person Before
)
{
    /// <summary>As they are now.</summary>
    public Person After(Role? role) => PeopleQueries.PersonOf(User, Account, role, Before.External);

    public ChangeOutcome<Person> Done(Person after) => Done(CommandResult<Person>.Done(after), after);

    public ChangeOutcome<T> Done<T>(CommandResult<T> result, Person after) =>
        new(result, PeopleJson.Write(Before), PeopleJson.Write(after), Before.Id);

    /// <summary>Ends all that they are signed in with, but for one.</summary>
    public Task<IReadOnlyList<Session>> EndSessionsAsync(Guid? except, CancellationToken cancellationToken) =>
        EndSessionsAsync(null, except, cancellationToken);

    /// <param name="only">The one to end; null for all.</param>
    public async Task<IReadOnlyList<Session>> EndSessionsAsync(Guid? only, Guid? except, CancellationToken cancellationToken)
    {
        var ended = await Context
            .Set<Session>()
            .Where(session =>
                session.UserId == Before.Id && (only == null || session.Id == only) && (except == null || session.Id != except)
            )
            .ToListAsync(cancellationToken);
        Context.RemoveRange(ended);
        return ended;
    }

    /// <summary>
    /// Whether nobody else could still give a right: an admin who is disabled or never came cannot, nor can one who comes by a
    /// provider, once that is away or not configured any more.
    /// </summary>
    public async Task<bool> IsLastAdminAsync(CancellationToken cancellationToken)
    {
        var admins = await PeopleQueries.AdminsWithPasswordAsync(Context, cancellationToken);
        return admins is [var only] && only == Before.Id;
    }

    public ChangeOutcome<Person> LastAdmin() =>
        ChangeOutcome<Person>.Refused(
            CommandStatus.Conflict,
            $"{Before.Email} is the last admin who can sign in with a password. Make someone else an admin first."
        );
}
