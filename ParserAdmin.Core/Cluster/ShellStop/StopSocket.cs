using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Cluster.ShellStop;

/// <summary>
/// The way in which <c>parseradmin stop</c> reaches the node of its data folder without a database, a password or the time to open either:
/// a Unix socket in the folder, for the folder's owner alone. Whoever may open it may end the process as well, and acts as an admin.
/// </summary>
public sealed class StopSocket(
    DataDirectory directory,
    EmergencyStop stop,
    NodeQueries nodes,
    TimeProvider clock,
    ILogger<StopSocket> logger
) : BackgroundService
{
    /// <summary>How long nodes are waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int Waiting = 16;
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(200);
    private Socket? _listener;

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, DataDirectory.StopSocket);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = Listen(PathIn(directory.Path));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_listener is { } listener)
        {
            try
            {
                // Each on its own: one that sends nothing must not keep a stop waiting.
                _ = AnswerAsync(await listener.AcceptAsync(stoppingToken), stoppingToken);
            }
            catch (SocketException refused) when (!stoppingToken.IsCancellationRequested)
            {
                // Where it fails at once, such as for want of a file handle, it must not take the core that is left.
                logger.LogWarning("A call on the stop socket was lost: {Problem}", refused.Message);
                await Task.Delay(AfterFailure, clock, stoppingToken);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _listener?.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_listener is not null)
            File.Delete(PathIn(directory.Path));
    }

    private Socket? Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Whoever holds the folder's lock knows that a socket found here is a dead node's.
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before it listens.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            listener.Listen(Waiting);
            return listener;
        }
        catch (Exception refused) when (refused is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A path beyond 107 bytes, or a file system without sockets. The stop then goes by the database, as from another machine.
            logger.LogWarning(
                "{Path} cannot be listened on, so 'parseradmin stop' takes the way through the database: {Problem}",
                path,
                refused.Message
            );
            listener.Dispose();
            return null;
        }
    }

    private async Task AnswerAsync(Socket connection, CancellationToken stoppingToken)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        try
        {
            if (await ReadAsync(stream, stoppingToken) is not { } request)
                return;

            // Fails when the caller has gone: it took the other way, and a node that wakes from a freeze must not stop everything a second
            // time.
            await WriteAsync(stream, new StopReply());
            var result = await stop.StopAsync(ActorOf(request), Cleaned(request.Reason), CancellationToken.None);
            if (result is not { Succeeded: true, Value: { Epoch: { } epoch } report })
            {
                await WriteAsync(stream, new StopReply((int)result.Status, result.Message));
                return;
            }

            await WriteAsync(stream, new StopReply((int)result.Status, null, epoch, report.JobsCancelled, report.Audited));
            var found = await nodes.AcknowledgementsAsync(epoch, Patience, stoppingToken);
            var now = clock.UtcMilliseconds();
            await WriteAsync(stream, new StopReply(Nodes: found?.Select(node => NodeAnswer.Of(node, epoch, now)).ToList()));
        }
        catch (Exception broken) when (broken is IOException or JsonException or OperationCanceledException || StorageFaults.IsNo(broken))
        {
            // The stop itself waits for no reader; what could not be told is in the log and in the audit trail.
            logger.LogWarning("A call on the stop socket was not answered to its end: {Problem}", broken.Message);
        }
    }

    private async Task<StopRequest?> ReadAsync(NetworkStream stream, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var timer = clock.CreateTimer(_ => patience.Cancel(), null, ReadPatience, Timeout.InfiniteTimeSpan);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadLineAsync(patience.Token) is { Length: > 0 and <= StopReply.Longest } line
            ? JsonSerializer.Deserialize(line, StopJson.Default.StopRequest)
            : null;
    }

    private static async Task WriteAsync(NetworkStream stream, StopReply reply) =>
        await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(reply, StopJson.Default.StopReply), (byte)'\n']);

    private static Actor ActorOf(StopRequest request)
    {
        var user = StorableText.Clean(request.User, 100) is { Length: > 0 } named ? named : "unknown";
        return new Actor(ActorType.Cli, user, user, Role.Admin);
    }

    private static string? Cleaned(string? reason) => reason is null ? null : StorableText.Clean(reason, 2_000);
}
