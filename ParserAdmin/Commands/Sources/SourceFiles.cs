using ParserAdmin.Core.Sources;

namespace ParserAdmin.Commands.Sources;

/// <summary>Definitions as files.</summary>
internal static class SourceFiles
{
    private const long LargestFile = 1024 * 1024;

    /// <returns>Null where there is none to read; the person was told.</returns>
    public static async Task<string?> ReadAsync(FileInfo file, TextWriter error, CancellationToken cancellationToken)
    {
        if (!file.Exists || file.Length > LargestFile)
        {
            await error.WriteLineAsync(
                file.Exists ? $"{file}: larger than 1 MiB, so no source definition." : $"{file}: there is no such file."
            );
            return null;
        }

        if (
            DefinitionText.Decode(
                await File.ReadAllBytesAsync(file.FullName, cancellationToken),
                out var problem,
                out var line,
                out var column
            ) is
            { } yaml
        )
        {
            return yaml;
        }

        await error.WriteLineAsync($"{file}:{line}:{column}: {problem}");
        return null;
    }
}
