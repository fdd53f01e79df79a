using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.People.SavedViews;

/// <summary>
/// The views that a person saved of the lists: theirs alone, in every browser of theirs. They change nothing for anybody else, so the
/// trail does not tell of them.
/// </summary>
public sealed class SavedViewCommands(IDbContextFactory<ParserDbContext> contexts, EventBus bus, TimeProvider clock)
{
    /// <summary>Of one list; more nobody finds again.</summary>
    public const int Most = 50;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Actor person, string page, CancellationToken cancellationToken)
    {
        if (person is not { Type: ActorType.User, Id: { } userId })
            return [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var views = await Of(context, userId, page).AsNoTracking().ToListAsync(cancellationToken);
        return [.. views.OrderBy(view => view.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Under a name that is there already it replaces what that one shows.</summary>
    public Task<CommandResult<SavedView>> SaveAsync(
        Actor actor,
        string page,
        string name,
        string query,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            actor,
            async (context, userId, token) =>
            {
                var called = Clean(name);
                if (NameProblem(called) is { } problem)
                    return Refused(CommandStatus.Invalid, problem);
                if (query is not { Length: > 0 and <= SavedView.LongestQuery })
                    return Refused(CommandStatus.Invalid, "Filter or sort the list first: a view is what its address says.");
                var views = await Of(context, userId, page).ToListAsync(token);
                var view = views.Find(view => IsCalled(view, called));
                if (view is null && views.Count >= Most)
                    return Refused(CommandStatus.Conflict, $"You have {Most} views of this list. Delete one that you no longer need.");
                if (view is null)
                    context.Add(view = SavedView.Create(userId, page, called, query, clock.UtcMilliseconds()));
                else
                    view.Show(query);
                return CommandResult<SavedView>.Done(view);
            },
            cancellationToken
        );

    public Task<CommandResult<SavedView>> RenameAsync(Actor actor, Guid id, string name, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            async (context, userId, token) =>
            {
                var called = Clean(name);
                if (NameProblem(called) is { } problem)
                    return Refused(CommandStatus.Invalid, problem);
                if (await FindAsync(context, userId, id, token) is not { } view)
                    return Gone();
                var others = await Of(context, userId, view.Page).Where(other => other.Id != id).ToListAsync(token);
                if (others.Exists(other => IsCalled(other, called)))
                    return Taken(called);
                view.Rename(called);
                return CommandResult<SavedView>.Done(view);
            },
            cancellationToken
        );

    public Task<CommandResult<SavedView>> DeleteAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            async (context, userId, token) =>
            {
                if (await FindAsync(context, userId, id, token) is not { } view)
                    return Gone();
                context.Remove(view);
                return CommandResult<SavedView>.Done(view);
            },
            cancellationToken
        );

    private async Task<CommandResult<SavedView>> ChangeAsync(
        Actor actor,
        Func<ParserDbContext, string, CancellationToken, Task<CommandResult<SavedView>>> body,
        CancellationToken cancellationToken
    )
    {
        if (actor is not { Type: ActorType.User, Id: { } userId } || !actor.May(Role.Viewer))
            return Refused(CommandStatus.Forbidden, "Views are kept for people with an account and a role. Sign in again.");
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var result = await body(context, userId, cancellationToken);
        if (!result.Succeeded)
            return result;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException refused) when (StorageFaults.IsTaken(refused))
        {
            return Taken(result.Value.Name);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Gone();
        }

        bus.Publish(new SavedViewsChanged(userId, result.Value.Page));
        return result;
    }

    private static IQueryable<SavedView> Of(ParserDbContext context, string userId, string page) =>
        context.Set<SavedView>().Where(view => view.UserId == userId && view.Page == page);

    private static Task<SavedView?> FindAsync(ParserDbContext context, string userId, Guid id, CancellationToken cancellationToken) =>
        context.Set<SavedView>().SingleOrDefaultAsync(view => view.Id == id && view.UserId == userId, cancellationToken);

    private static bool IsCalled(SavedView view, string name) => view.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Clean(string name) => StorableText.Clean(name).Trim();

    private static string? NameProblem(string name) =>
        name.Length switch
        {
            0 => "Give the view a name.",
            > SavedView.LongestName => $"A name has at most {SavedView.LongestName} characters.",
            _ => null,
        };

    private static CommandResult<SavedView> Gone() => Refused(CommandStatus.NotFound, "There is no such view any more.");

    private static CommandResult<SavedView> Taken(string name) =>
        Refused(CommandStatus.Conflict, $"You have another view '{name}' of this list. Choose another name.");

    private static CommandResult<SavedView> Refused(CommandStatus status, string message) =>
        CommandResult<SavedView>.Refused(status, message);
}
