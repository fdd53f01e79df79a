using System.CommandLine;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Commands.Sources;

/// <summary><c>source test</c>: parses one page and prints its rows as JSON Lines.</summary>
internal static class SourceTestCommand
{
    public static Command Create(CommandBuilder cli)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A source definition in YAML." };
        var url = new Option<string?>("--url") { Description = "The page; the path's own address unless said." };
        var path = new Option<string?>("--path") { Description = "The path's name; the first with an address of its own unless said." };
        var answer = new Option<FileInfo?>("--answer") { Description = "A saved page to read in place of a request." };
        var type = new Option<string?>("--content-type") { Description = "The saved page's Content-Type header." };
        return cli.Create(
            "test",
            "Fetches one page (or reads a saved one), parses it and prints its rows as JSON Lines; what went wrong goes to standard error.",
            DatabaseNeed.Created,
            async (parsed, host, cancellationToken) =>
            {
                if (await SourceFiles.ReadAsync(parsed.GetRequiredValue(file), host.Error, cancellationToken) is not { } yaml)
                    return ExitCode.Failed;
                var read = SourceDefinitionReader.Read(yaml);
                foreach (var error in read.Errors)
                    await host.Error.WriteLineAsync($"{parsed.GetRequiredValue(file)}:{error}");
                if (read.Definition is not { } definition)
                    return ExitCode.Failed;
                var (saved, address) = (parsed.GetValue(answer), parsed.GetValue(url));
                if (saved is { Exists: false })
                {
                    await host.Error.WriteLineAsync($"{saved}: there is no such file.");
                    return ExitCode.Failed;
                }

                var given = saved is null
                    ? null
                    : new SavedAnswer(
                        WebAddress.Parse(address) ?? definition.Links[0],
                        parsed.GetValue(type),
                        await File.ReadAllBytesAsync(saved.FullName, cancellationToken)
                    );
                var request = new PreviewRequest(yaml, parsed.GetValue(path), address, given, int.MaxValue);
                var result = await host.Get<PreviewCommands>().RunAsync(CommandHost.Actor, request, cancellationToken);
                if (result.Succeeded)
                {
                    await PreviewLines.WriteAsync(host, definition, result.Value);
                    return result.Value.IsGood ? ExitCode.Done : ExitCode.Failed;
                }

                var code = await host.RefuseAsync(result);
                if (saved is null && address is null && WantsAddress(definition, request.Path))
                    await host.Error.WriteLineAsync(Advice(definition, request.Path, parsed.GetRequiredValue(file)));
                return code;
            },
            file,
            url,
            path,
            answer,
            type
        );
    }

    /// <summary>Whether only other pages, or an item, tell where the path's page is.</summary>
    private static bool WantsAddress(SourceDefinition definition, string? path) =>
        (
            path is null ? definition.Paths.Values
            : definition.Paths.GetValueOrDefault(path) is { } one ? [one]
            : []
        ).Any(candidate => candidate.Path is not { } own || FieldTemplate.Names(own).Count > 0);

    private static string Advice(SourceDefinition definition, string? path, FileInfo file)
    {
        var (name, option) = (path ?? definition.Paths.Keys.First(), path is null ? $" --path {definition.Paths.Keys.First()}" : "");
        var linking = definition.Paths.FirstOrDefault(other => other.Value.Detail?.Path == name);
        var where = linking.Value is { Detail.Link: var link }
            ? $" Such addresses stand in the field '{link}' of: parseradmin source test {file} --path {linking.Key}"
            : "";
        return $"Name the page with{option} --url ADDRESS, or a saved one with{option} --answer FILE.{where}";
    }
}
