using System.CommandLine;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Commands;

/// <summary><c>source validate</c>, <c>source import</c>, <c>source export</c>.</summary>
internal static class SourceCliCommands
{
    private const long LargestFile = 1024 * 1024;

    public static Command Create(CommandBuilder cli)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Source definitions in YAML.", Arity = ArgumentArity.OneOrMore };
        var id = new Argument<string>("ID") { Description = "The source's id." };
        return new Command("source", "Source definitions.")
        {
            cli.Create("validate", "Checks definitions without storing them.", DatabaseNeed.None,
                (parsed, host, cancellationToken) => EachAsync(parsed.GetRequiredValue(files), host, (yaml, name) => ValidateAsync(host, yaml, name), cancellationToken), files),
            cli.Create("import", "Stores definitions, new or in place of the old ones.", DatabaseNeed.Created,
                (parsed, host, cancellationToken) => EachAsync(parsed.GetRequiredValue(files), host, (yaml, name) => ImportAsync(host, yaml, name, cancellationToken), cancellationToken), files),
            cli.Create("export", "Writes a definition to standard output.", DatabaseNeed.Existing,
                (parsed, host, cancellationToken) => ExportAsync(host, parsed.GetRequiredValue(id), cancellationToken), id),
        };
    }

    /// <summary>Every file is tried; the worst exit code is the command's.</summary>
    private static async Task<int> EachAsync(FileInfo[] files, CommandHost host, Func<string, string, Task<int>> act, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        foreach (var file in files)
        {
            if (!file.Exists || file.Length > LargestFile)
            {
                await host.Error.WriteLineAsync(file.Exists ? $"{file}: larger than 1 MiB, so no source definition." : $"{file}: there is no such file.");
                worst = ExitCode.Failed;
                continue;
            }

            worst = Math.Max(worst, await act(await File.ReadAllTextAsync(file.FullName, cancellationToken), file.ToString()));
        }

        return worst;
    }

    private static async Task<int> ValidateAsync(CommandHost host, string yaml, string name)
    {
        var read = SourceDefinitionReader.Read(yaml);
        foreach (var error in read.Errors)
            await host.Error.WriteLineAsync($"{name}:{error}");
        if (read.Definition is not { } definition)
            return ExitCode.Failed;
        await host.Output.WriteLineAsync($"{name}: {definition.Id} is valid.");
        return ExitCode.Done;
    }

    private static async Task<int> ImportAsync(CommandHost host, string yaml, string name, CancellationToken cancellationToken)
    {
        if (SourceDefinitionReader.Read(yaml).Definition is null)
            return await ValidateAsync(host, yaml, name);
        var saved = await host.Get<SourceCommands>().SaveAsync(CommandHost.Actor, yaml, null, cancellationToken);
        if (!saved.Succeeded)
            return await host.RefuseAsync(saved);
        await host.Output.WriteLineAsync($"{name}: {saved.Value.Id} is stored.");
        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(CommandHost host, string id, CancellationToken cancellationToken)
    {
        if (await host.Get<SourceQueries>().FindAsync(id, cancellationToken) is { } source)
        {
            await host.Output.WriteAsync(source.Definition);
            return ExitCode.Done;
        }

        await host.Error.WriteLineAsync($"There is no source '{id}'.");
        return ExitCode.Failed;
    }
}
