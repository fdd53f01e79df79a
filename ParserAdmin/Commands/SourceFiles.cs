namespace ParserAdmin.Commands;

/// <summary>Definitions as files.</summary>
internal static class SourceFiles
{
    private const long LargestFile = 1024 * 1024;

    /// <returns>Null where there is none to read; the person was told.</returns>
    public static async Task<string?> ReadAsync(FileInfo file, CommandHost host, CancellationToken cancellationToken)
    {
        if (file.Exists && file.Length <= LargestFile)
            return await File.ReadAllTextAsync(file.FullName, cancellationToken);
        await host.Error.WriteLineAsync(file.Exists ? $"{file}: larger than 1 MiB, so no source definition." : $"{file}: there is no such file.");
        return null;
    }
}
