using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ParserAdmin.Core.Cluster.ShellStop;

/// <summary>The other end of <see cref="StopSocket"/>: asks the node that runs on a data folder to stop everything.</summary>
public sealed class StopCall : IAsyncDisposable
{
    /// <summary>A node that lives takes the request at once; one that is frozen is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any wait of a node for its database.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private StopCall(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Returns once the node has closed its latch; no call when none runs on this folder, or it does not answer.</summary>
    /// <returns>Silent: a process listens there and says nothing, so a node runs, and is frozen or very busy.</returns>
    public static async Task<(StopCall? Call, bool IsSilent)> BeginAsync(
        string dataDirectory,
        StopRequest request,
        CancellationToken cancellationToken
    )
    {
        var path = StopSocket.PathIn(dataDirectory);
        if (!File.Exists(path))
            return (null, false);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            var call = new StopCall(socket);
            await call._stream.WriteAsync(
                (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(request, StopJson.Default.StopRequest), (byte)'\n'],
                patience.Token
            );
            if (await call._reader.ReadLineAsync(patience.Token) is not null)
                return (call, false);
            await call.DisposeAsync();
            return (null, false);
        }
        catch (Exception unanswered)
            when (unanswered is SocketException or IOException or ArgumentException or UnauthorizedAccessException
                || (unanswered is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            socket.Dispose();
            return (null, unanswered is OperationCanceledException);
        }
    }

    /// <summary>The next thing that the node has to say, or null when it said all.</summary>
    public async Task<StopReply?> NextAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerPatience);
        try
        {
            return await _reader.ReadLineAsync(patience.Token) is { } line
                ? JsonSerializer.Deserialize(line, StopJson.Default.StopReply)
                : null;
        }
        catch (Exception broken)
            when (broken is IOException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
