using System.Text;

namespace ParserAdmin.Commands;

/// <summary>Reads a password without showing it; from standard input where that is no terminal.</summary>
internal static class PasswordPrompt
{
    /// <summary>Null when none came, or the two typed ones differ; it has been said then.</summary>
    public static async Task<string?> ReadAsync(CommandHost host, CancellationToken cancellationToken)
    {
        if (host.Input is not null || Console.IsInputRedirected)
        {
            if (await (host.Input ?? Console.In).ReadLineAsync(cancellationToken) is { Length: > 0 } line)
                return line;
            await host.Error.WriteLineAsync("No password came on standard input. Pipe one line into the command, or run it in a terminal.");
            return null;
        }

        var password = await TypedAsync(host, "Password (10 characters or more): ");
        if (password == await TypedAsync(host, "The same again: "))
            return password;
        await host.Error.WriteLineAsync("The two passwords differ. Run the command again.");
        return null;
    }

    /// <summary>What is typed up to Enter, unseen.</summary>
    internal static async Task<string> TypedAsync(CommandHost host, string prompt)
    {
        await host.Error.WriteAsync(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
                typed.Append(key.KeyChar);
            else if (typed.Length > 0)
                typed.Length--;
        }

        await host.Error.WriteLineAsync();
        return typed.ToString();
    }
}
