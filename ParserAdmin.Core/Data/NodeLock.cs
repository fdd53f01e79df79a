using System.Net.Sockets;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Keeps a second scheduler out of a data directory: SQLite has one writer, and two nodes with one STOP file, one set of keys and one
/// scheduler store would work against each other. The system lets go of the file however the process ends. Where somebody deleted it under
/// a program that runs, that one is still known by its socket.
/// </summary>
public sealed class NodeLock : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, and Windows' ERROR_SHARING_VIOLATION, as .NET passes them on.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _held;

    private NodeLock(FileStream held) => _held = held;

    /// <param name="otherwise">What to do where another runs there.</param>
    /// <exception cref="InvalidOperationException">Another process holds it, or the folder cannot be written.</exception>
    public static NodeLock Take(DataDirectory directory, string otherwise = "End it first")
    {
        try
        {
            if (!IsListenedOn(directory.File(DataDirectory.StopSocket)))
                return new(new FileStream(directory.File("node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsHeldByAnother(held))
        {
            // Said below.
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw DataDirectory.Unusable(directory.Path, refused);
        }

        throw new InvalidOperationException(
            $"Another ParserAdmin already runs on the data in {directory.Path}. {otherwise}, or name another folder with "
                + $"--ParserAdmin:DataDirectory=FOLDER."
        );
    }

    /// <summary>Whether a file could not be opened because another process has it for itself.</summary>
    internal static bool IsHeldByAnother(IOException failed) => HeldByAnother.Contains(failed.HResult);

    /// <summary>The socket of a program that was killed lies there still, and nobody listens on it.</summary>
    private static bool IsListenedOn(string path)
    {
        if (!File.Exists(path))
            return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException unconnected)
        {
            // It would have to wait: the one that listens is frozen, and as many wait already as may.
            return unconnected.SocketErrorCode == SocketError.WouldBlock;
        }
        catch (ArgumentException)
        {
            // A path beyond 107 bytes: nobody could listen there.
            return false;
        }
    }

    public void Dispose() => _held.Dispose();
}
