using System.Net.Sockets;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

public sealed class NodeLockTests : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_Held_IsRefusedInWordsAndFreeAgainAfterwards()
    {
        using (Take())
            AssertRefused();

        Take().Dispose();
    }

    [Fact]
    public void Take_FileDeletedUnderAProgramThatListens_IsRefusedInTheSameWords()
    {
        using var held = Take();
        using var listener = Listen(4);
        File.Delete(_folder.File("node.lock"));

        AssertRefused();
        AssertRefused();
        Assert.False(File.Exists(_folder.File("node.lock")));
    }

    /// <summary>It is frozen, and calls wait for it already: one more would wait, too.</summary>
    [Fact]
    public void Take_ProgramThatListensAnswersNobody_IsRefusedAtOnce()
    {
        using var listener = Listen(0);
        var waiting = new List<Socket>();
        try
        {
            while (waiting.Count < 8)
            {
                waiting.Add(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false });
                waiting[^1].Connect(new UnixDomainSocketEndPoint(Path));
            }

            Assert.Fail("Nobody had to wait.");
        }
        catch (SocketException full)
        {
            Assert.Equal(SocketError.WouldBlock, full.SocketErrorCode);
        }

        AssertRefused();
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Take_SocketOfAProgramThatWasKilled_IsFree()
    {
        Listen(4).Dispose();
        if (!File.Exists(Path))
            File.WriteAllText(Path, "");

        Take().Dispose();
    }

    [Fact]
    public void Take_PathTooLongForASocket_IsFree()
    {
        var folder = Directory.CreateDirectory(_folder.File(new string('x', 120)));
        File.WriteAllText(System.IO.Path.Combine(folder.FullName, DataDirectory.StopSocket), "");

        NodeLock.Take(new DataDirectory(folder.FullName)).Dispose();
    }

    private string Path => _folder.File(DataDirectory.StopSocket);

    private NodeLock Take() => NodeLock.Take(new DataDirectory(_folder.Path));

    private Socket Listen(int waiting)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen(waiting);
        return listener;
    }

    private void AssertRefused() =>
        Assert.Equal(
            $"Another ParserAdmin already runs on the data in {_folder.Path}. End it first, or name another folder with "
                + "--ParserAdmin:DataDirectory=FOLDER.",
            Assert.Throws<InvalidOperationException>(Take).Message
        );
}
