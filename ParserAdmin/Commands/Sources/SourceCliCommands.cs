using System.CommandLine;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Commands.Sources;

/// <summary><c>source validate</c>, <c>source import</c>, <c>source export</c>, <c>source test</c>, <c>source set</c>.</summary>
internal static class SourceCliCommands
{
    public static Command Create(CommandBuilder cli)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Source definitions in YAML.", Arity = ArgumentArity.OneOrMore };
        var id = new Argument<string>("ID") { Description = "The source's id." };
        return new Command("source", "Source definitions.")
        {
            cli.Create(
                "validate",
                "Checks definitions without storing them.",
                DatabaseNeed.None,
                (parsed, host, cancellationToken) =>
                    EachAsync(
                        parsed.GetRequiredValue(files),
                        host,
                        (yaml, file) => ValidateAsync(host, yaml, file, cancellationToken),
                        cancellationToken
                    ),
                files
            ),
            cli.Create(
                "import",
                "Stores definitions, new or in place of the old ones.",
                DatabaseNeed.Created,
                (parsed, host, cancellationToken) => ImportAllAsync(parsed.GetRequiredValue(files), host, cancellationToken),
                files
            ),
            cli.Create(
                "export",
                "Writes a definition to standard output.",
                DatabaseNeed.Existing,
                (parsed, host, cancellationToken) => ExportAsync(host, parsed.GetRequiredValue(id), cancellationToken),
                id
            ),
            SourceTestCommand.Create(cli),
            SourceSetCommand.Create(cli),
        };
    }

    /// <summary>Every file is tried; the worst exit code is the command's.</summary>
    private static async Task<int> EachAsync(
        FileInfo[] files,
        CommandHost host,
        Func<string, FileInfo, Task<int>> act,
        CancellationToken cancellationToken
    )
    {
        var worst = ExitCode.Done;
        foreach (var file in files)
        {
            worst = Math.Max(
                worst,
                await SourceFiles.ReadAsync(file, host.Error, cancellationToken) is { } yaml ? await act(yaml, file) : ExitCode.Failed
            );
        }

        return worst;
    }

    private static async Task<int> ValidateAsync(CommandHost host, string yaml, FileInfo file, CancellationToken cancellationToken)
    {
        var read = await host.Get<DefinitionInspector>().InspectAsync(yaml, file.DirectoryName, cancellationToken);
        foreach (var error in read.Errors)
            await host.Error.WriteLineAsync($"{file}:{error}");
        if (read.Definition is not { } definition)
            return ExitCode.Failed;
        var samples = definition.Samples.Count switch
        {
            0 => "",
            1 => " Its sample holds.",
            var count => $" Its {count} samples hold.",
        };
        await host.Output.WriteLineAsync($"{file}: {definition.Id} is valid.{samples}");
        return ExitCode.Done;
    }

    private static async Task<int> ImportAllAsync(FileInfo[] files, CommandHost host, CancellationToken cancellationToken) =>
        await SameSourceAsync(files, host, cancellationToken)
            ? ExitCode.Failed
            : await EachAsync(files, host, (yaml, file) => ImportAsync(host, yaml, file, cancellationToken), cancellationToken);

    /// <summary>
    /// Whether two files declare one source: the second would replace the first, and what of the two was meant nobody can tell.
    /// </summary>
    private static async Task<bool> SameSourceAsync(FileInfo[] files, CommandHost host, CancellationToken cancellationToken)
    {
        var (owners, same) = (new Dictionary<string, FileInfo>(), false);
        foreach (var file in files.DistinctBy(file => file.FullName).Where(file => file.Exists))
        {
            if (
                await SourceFiles.ReadAsync(file, TextWriter.Null, cancellationToken) is not { } yaml
                || SourceDefinitionReader.Read(yaml).Definition is not { } definition
                || owners.TryAdd(definition.Id, file)
            )
            {
                continue;
            }

            await host.Error.WriteLineAsync(
                $"{owners[definition.Id]} and {file} both declare the source '{definition.Id}'. Give one of the two another id. Nothing "
                    + $"is stored."
            );
            same = true;
        }

        return same;
    }

    private static async Task<int> ImportAsync(CommandHost host, string yaml, FileInfo file, CancellationToken cancellationToken)
    {
        var before = SourceDefinitionReader.Read(yaml).Definition is { } definition
            ? await host.Get<SourceQueries>().FindAsync(definition.Id, cancellationToken)
            : null;
        var saved = await host.Get<SourceCommands>().ImportAsync(CommandHost.Actor, yaml, file.DirectoryName!, cancellationToken);
        if (saved.Status == CommandStatus.Unprocessable)
            return await ValidateAsync(host, yaml, file, cancellationToken);
        if (!saved.Succeeded)
            return await host.RefuseAsync(saved);
        var outcome =
            before is null ? "new"
            : before.Version == saved.Value.Version ? "unchanged"
            : "replaced";
        await host.Output.WriteLineAsync($"{file}: {saved.Value.Id} is stored ({outcome}).");
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
