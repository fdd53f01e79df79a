using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Stop;

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
    ) => TellAsync(async () => await command(await currentActor.GetAsync(cancellationToken), cancellationToken), done);

    /// <summary>The emergency stop: it does not wait until the database says who acts.</summary>
    /// <param name="lastKnown">Who acts when nobody can say it.</param>
    internal Task<CommandResult<StopReport>?> StopAsync(Func<Stopper, Task<CommandResult<StopReport>>> stop, Actor? lastKnown) =>
        TellAsync(async () => await stop(await StopperAsync(lastKnown)), done: null);

    private async Task<CommandResult<T>?> TellAsync<T>(Func<Task<CommandResult<T>>> command, Func<T, string?>? done)
    {
        try
        {
            var result = await command();
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

    private async Task<Stopper> StopperAsync(Actor? lastKnown)
    {
        try
        {
            return await currentActor.StopperAsync();
        }
        catch (Exception unanswered) when (lastKnown is not null && StorageFaults.IsOutage(unanswered))
        {
            logger.LogWarning("Who acts could not be read; it is {Actor} as known before: {Problem}", lastKnown.Name, unanswered.Message);
            return new Stopper(lastKnown);
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
