namespace ParserAdmin.Core.Data;

/// <summary>
/// Keeps a second scheduler out of a data directory: SQLite has one writer, and two nodes with one STOP file, one set of keys and one
/// scheduler store would work against each other. The system lets go of the file however the process ends.
/// </summary>
public sealed class NodeLock : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, and Windows' ERROR_SHARING_VIOLATION, as .NET passes them on.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _held;

    private NodeLock(FileStream held) => _held = held;

    /// <exception cref="InvalidOperationException">Another process holds it, or the folder cannot be written.</exception>
    public static NodeLock Take(DataDirectory directory)
    {
        try
        {
            return new NodeLock(new FileStream(directory.File("node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsHeldByAnother(held))
        {
            throw new InvalidOperationException(
                $"Another ParserAdmin already runs on the data in {directory.Path}. End it first, or name another folder with "
                    + $"--ParserAdmin:DataDirectory=FOLDER.",
                held
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw DataDirectory.Unusable(directory.Path, refused);
        }
    }

    /// <summary>Whether a file could not be opened because another process has it for itself.</summary>
    internal static bool IsHeldByAnother(IOException failed) => HeldByAnother.Contains(failed.HResult);

    public void Dispose() => _held.Dispose();
}
