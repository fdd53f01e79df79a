namespace ParserAdmin.Commands;

/// <summary>Reads a value that is not to stand on the command line.</summary>
internal static class SecretInput
{
    /// <summary>
    /// All of standard input without the line break at its end; typed unseen where that is a terminal. Empty where nothing came.
    /// </summary>
    public static async Task<string> ReadAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        if (host.Input is null && !Console.IsInputRedirected)
            return await PasswordPrompt.TypedAsync(host, $"{name}: ");
        var text = await (host.Input ?? Console.In).ReadToEndAsync(cancellationToken);
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
            : text.EndsWith('\n') ? text[..^1]
            : text;
    }
}
