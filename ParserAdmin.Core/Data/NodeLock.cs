namespace ParserAdmin.Core.Data;

/// <summary>
/// Keeps a second scheduler out of a data directory: SQLite has one writer, and two nodes with one STOP file, one set of keys and one
/// scheduler store would work against each other. The system lets go of the file however the process ends.
/// </summary>
public sealed class NodeLock : IDisposable
{
    private readonly FileStream _held;

    private NodeLock(FileStream held) => _held = held;

    /// <exception cref="InvalidOperationException">Another process holds it.</exception>
    public static NodeLock Take(DataDirectory directory)
    {
        var path = directory.File("node.lock");
        try
        {
            return new NodeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"Another ParserAdmin already runs on the data in {directory.Path}. End it first, or name another folder with --ParserAdmin:DataDirectory=FOLDER.", held);
        }
    }

    public void Dispose() => _held.Dispose();
}
