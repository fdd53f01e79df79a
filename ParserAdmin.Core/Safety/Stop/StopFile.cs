using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>A file named STOP in the data folder stops this node, whatever the database says or does not say.</summary>
public sealed class StopFile(DataDirectory directory)
{
    private const int LongestReason = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly string _path = directory.File("STOP");

    public bool Exists => File.Exists(_path);

    /// <summary>
    /// The first line of the file, as the reason; null also where it cannot be read, or not within a moment (a pipe, a disk that hangs):
    /// that it is there is what counts.
    /// </summary>
    public async Task<string?> ReadReasonAsync(CancellationToken cancellationToken)
    {
        try
        {
            var first = await Task.Run(FirstLine, cancellationToken).WaitAsync(Patience, cancellationToken);
            return first is { Length: > 0 } ? first : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or TimeoutException)
        // Stryker disable once Block: without it the answer is null as well.
        {
            return null;
        }
    }

    private string FirstLine()
    {
        using var reader = File.OpenText(_path);
        var characters = new char[LongestReason];
        var read = reader.ReadBlock(characters);
        return new string(characters, 0, read).Split('\n', 2)[0].TrimEnd('\r');
    }
}
