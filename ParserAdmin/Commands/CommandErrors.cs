using ParserAdmin.Core.Data;

namespace ParserAdmin.Commands;

/// <summary>A person at a shell reads what went wrong, never a stack trace.</summary>
internal static class CommandErrors
{
    /// <param name="configure">Tells which database is meant, for the words about it.</param>
    /// <param name="cancellationToken">What Ctrl+C cancels.</param>
    public static async Task<int> GuardAsync(
        TextWriter error,
        Func<IConfiguration> configure,
        Func<Task<int>> body,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await body();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted.");
            return ExitCode.Failed;
        }
        catch (Exception failed)
        {
            await error.WriteLineAsync(FailureText.Of(failed, Place(configure)));
            return ExitCode.Failed;
        }
    }

    private static DatabasePlace? Place(Func<IConfiguration> configure)
    {
        try
        {
            return DatabasePlace.From(configure());
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or InvalidDataException or IOException)
        {
            // It is the failure itself that tells of this.
            return null;
        }
    }
}
