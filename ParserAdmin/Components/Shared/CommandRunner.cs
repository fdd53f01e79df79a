using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components.Shared;

/// <summary>Runs a command as the person who clicks, with the role they have at that moment, and tells them how it ended.</summary>
public sealed class CommandRunner(ICurrentActor currentActor, ISnackbar snackbar, ILogger<CommandRunner> logger)
{
    /// <param name="done">What to say when it succeeded; null to say nothing.</param>
    /// <returns>Null when nobody can say how it ended: the database did not answer.</returns>
    public Task<CommandResult<T>?> RunAsync<T>(
        Func<Actor, CancellationToken, Task<CommandResult<T>>> command,
        Func<T, string?>? done,
        CancellationToken cancellationToken
    ) => RunAsync(command, done, null, cancellationToken);

    /// <param name="lastKnown">Who acts when the database cannot say it: for the emergency stop alone, which must not need a
    /// database.</param>
    internal async Task<CommandResult<T>?> RunAsync<T>(
        Func<Actor, CancellationToken, Task<CommandResult<T>>> command,
        Func<T, string?>? done,
        Actor? lastKnown,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await command(await ActorAsync(lastKnown, cancellationToken), cancellationToken);
            if (!result.Succeeded)
                Notify(Severity.Warning, Title(result.Status), result.Message);
            else if (done?.Invoke(result.Value) is { } words)
                Notify(Severity.Success, "Done", words);
            return result;
        }
        catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered))
        {
            logger.LogError(unanswered, "A command got no answer from the database");
            Notify(
                Severity.Error,
                "No answer",
                "The database did not answer, so it is not certain whether this was done. Look at what is shown here, then try again."
            );
            return null;
        }
        catch (Exception refused) when (StorageFaults.RefusesValue(refused))
        {
            logger.LogError(refused, "A command gave the database what it does not take");
            Notify(
                Severity.Error,
                "Not done",
                StorageFaults.IsTaken(refused)
                    ? "Someone else stored the same at this moment. Look at what is shown here, then try again."
                    : "The database does not take a value. Nothing was changed; a fault in this program, which is in its log."
            );
            return null;
        }
    }

    private async Task<Actor> ActorAsync(Actor? lastKnown, CancellationToken cancellationToken)
    {
        try
        {
            return lastKnown is null ? await currentActor.GetAsync(cancellationToken) : await currentActor.GetForStopAsync();
        }
        catch (Exception unanswered) when (lastKnown is not null && StorageFaults.IsOutage(unanswered))
        {
            logger.LogWarning("Who acts could not be read; it is {Actor} as known before: {Problem}", lastKnown.Name, unanswered.Message);
            return lastKnown;
        }
    }

    private void Notify(Severity severity, string title, string? words) => snackbar.Add($"{title}: {words}", severity);

    private static string Title(CommandStatus status) =>
        status switch
        {
            CommandStatus.Forbidden => "Not allowed",
            CommandStatus.Conflict => "Changed meanwhile",
            CommandStatus.Locked => "Refused",
            CommandStatus.NotFound => "Not there",
            CommandStatus.Unavailable => "Storage refused",
            _ => "Not done",
        };
}

/// <summary>Commands for many things that people selected together.</summary>
public static class CommandQueue
{
    /// <summary>Gives the command for one after the other, and stops at the first that is refused.</summary>
    /// <param name="ids">At least one.</param>
    /// <returns>How the last one ended that was given.</returns>
    public static async Task<CommandResult<T>> InTurnAsync<T>(this IEnumerable<string> ids, Func<string, Task<CommandResult<T>>> command)
    {
        CommandResult<T>? result = null;
        foreach (var id in ids)
        {
            result = await command(id);
            if (!result.Succeeded)
                break;
        }

        return result ?? throw new ArgumentException("Nothing is selected.", nameof(ids));
    }
}
