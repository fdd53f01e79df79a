using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>A file named STOP in the data folder stops this node, whatever the database says or does not say.</summary>
public sealed class StopFile(DataDirectory directory)
{
    private readonly string _path = directory.File("STOP");

    public bool Exists => File.Exists(_path);

    /// <summary>The first line of the file, as the reason.</summary>
    public async Task<string?> ReadReasonAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var reader = File.OpenText(_path);
            return await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line ? line[..Math.Min(line.Length, 500)] : null;
        }
        catch (IOException)
        {
            // It is being written or was removed just now; that it was there is what counts.
            return null;
        }
    }
}
