namespace ParserAdmin.Commands;

/// <summary>A person at a shell reads what went wrong, never a stack trace.</summary>
internal static class CommandErrors
{
    public static async Task<int> GuardAsync(TextWriter error, Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted.");
            return ExitCode.Failed;
        }
        catch (Exception failed)
        {
            await error.WriteLineAsync(Of(failed));
            return ExitCode.Failed;
        }
    }

    /// <summary>The messages from the outermost to the cause, each once.</summary>
    private static string Of(Exception failed)
    {
        var messages = new List<string>();
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Any(said => said.Contains(cause.Message, StringComparison.Ordinal)))
                messages.Add(cause.Message);
        }

        return string.Join(" ", messages);
    }
}
