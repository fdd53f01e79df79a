using System.Net.WebSockets;
using System.Threading.Channels;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// A page's live connection, as blazor.web.js makes it: a circuit is started, the document's components are added to it, each render batch
/// is acknowledged and each call of a script answered.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    private const string StartId = "0";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The server takes a browser that says nothing for half a minute as gone.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket;
    private readonly ICircuitPage _page;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<byte[]> _out = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private long _calls;

    private Circuit(ClientWebSocket socket, ICircuitPage page)
    {
        (_socket, _page) = (socket, page);
        Lost = RunAsync();
    }

    /// <summary>Ends, with the reason, when the circuit does.</summary>
    public Task Lost { get; }

    /// <summary>What the server said of the last call that it could not do; null where it could do all.</summary>
    public string? Refused { get; private set; }

    public static async Task<Circuit> StartAsync(SignedInBrowser browser, LivePage document, ICircuitPage page)
    {
        var circuit = new Circuit(await browser.ConnectAsync(), page);
        var address = document.Address.ToString();
        circuit.Send(HubMessage.Handshake);
        circuit.Send(HubMessage.Invocation(StartId, "StartCircuit", browser.Portal.ToString(), address, "[]", document.State));
        var first = await Task.WhenAny(circuit._started.Task, circuit.Lost).WaitAsync(Patience);
        await first;
        if (await circuit._started.Task is not { Length: > 0 })
            throw new InvalidOperationException($"The portal started no circuit for {address}");
        circuit.Send(HubMessage.Invocation(null, "UpdateRootComponents", document.Roots, document.State));
        return circuit;
    }

    /// <summary>As a click on a link within the page.</summary>
    public void GoTo(Uri address) => Send(HubMessage.Invocation(null, "OnLocationChanged", address.ToString(), null, true));

    /// <summary>Calls a method of an object that .NET gave a script a reference to.</summary>
    /// <param name="arguments">A JSON array.</param>
    public void Call(long reference, string method, string arguments) =>
        Send(
            HubMessage.Invocation(
                null,
                "BeginInvokeDotNetFromJS",
                $"{Interlocked.Increment(ref _calls)}",
                null,
                method,
                reference,
                arguments
            )
        );

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Lost.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _closing.Dispose();
    }

    private void Send(byte[] message) => _out.Writer.TryWrite(message);

    /// <summary>Whichever ends first says why.</summary>
    private async Task RunAsync()
    {
        await Task.Yield();
        await await Task.WhenAny(ReceiveAsync(), SendAsync(), PingAsync());
    }

    private async Task SendAsync()
    {
        await foreach (var message in _out.Reader.ReadAllAsync(_closing.Token))
            await _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, _closing.Token);
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingInterval);
        while (await timer.WaitForNextTickAsync(_closing.Token))
            Send(HubMessage.Ping);
    }

    private async Task ReceiveAsync()
    {
        var (buffer, held, greeted) = (new byte[128 * 1024], 0, false);
        while (true)
        {
            if (held == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var got = await _socket.ReceiveAsync(buffer.AsMemory(held), _closing.Token);
            if (got.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The portal closed the connection: {_socket.CloseStatusDescription}");
            held += got.Count;
            if (!got.EndOfMessage)
                continue;
            var taken = greeted ? 0 : Greeted(buffer.AsSpan(0, held));
            greeted |= taken > 0;
            if (greeted)
                taken += Take(buffer.AsSpan(taken, held - taken));
            buffer.AsSpan(taken, held - taken).CopyTo(buffer);
            held -= taken;
        }
    }

    /// <returns>How long the server's answer to the handshake is; 0 while it is not there whole.</returns>
    private static int Greeted(ReadOnlySpan<byte> received)
    {
        var length = received.IndexOf(HubMessage.HandshakeEnd) + 1;
        return length == 0 || received[..(length - 1)].SequenceEqual("{}"u8)
            ? length
            : throw new InvalidOperationException($"The portal refused the handshake: {System.Text.Encoding.UTF8.GetString(received)}");
    }

    private int Take(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        while (HubMessage.TryRead(received[taken..], out var message, out var length))
        {
            Hear(message);
            taken += length;
        }

        return taken;
    }

    private void Hear(ReadOnlySpan<byte> message)
    {
        var reader = new PackReader(message);
        reader.ReadArray();
        switch (reader.ReadInteger())
        {
            case HubMessage.InvocationType:
                reader.Skip(); // Headers.
                reader.Skip(); // The server waits for no answer.
                Invoked(reader.ReadText()!, ref reader);
                break;
            case HubMessage.CompletionType:
                reader.Skip();
                Completed(reader.ReadText()!, ref reader);
                break;
            case HubMessage.CloseType:
                throw new InvalidOperationException($"The portal closed the circuit: {reader.ReadText()}");
        }
    }

    private void Completed(string id, ref PackReader reader)
    {
        if (id != StartId)
            return;
        var kind = reader.ReadInteger();
        if (kind == HubMessage.ErrorResult)
            throw new InvalidOperationException($"The portal could not start a circuit: {reader.ReadText()}");
        _started.TrySetResult(kind == HubMessage.ValueResult ? reader.ReadText() : null);
    }

    private void Invoked(string target, ref PackReader reader)
    {
        reader.ReadArray();
        switch (target)
        {
            case "JS.RenderBatch":
                var batch = reader.ReadInteger();
                _page.Drawn(reader.ReadBytes());
                Send(HubMessage.Invocation(null, "OnRenderCompleted", batch, null));
                break;
            case "JS.BeginInvokeJS":
                var handle = reader.ReadInteger();
                var (function, arguments) = (reader.ReadText()!, reader.ReadText() ?? "[]");
                var wantsReference = reader.ReadInteger() == 1;
                var result = _page.Called(this, new ScriptCall(function, arguments, wantsReference, reader.ReadInteger()));
                if (handle != 0)
                    Send(HubMessage.Invocation(null, "EndInvokeJSFromDotNet", handle, true, $"[{handle},true,{result}]"));
                break;
            case "JS.EndInvokeDotNet":
                reader.Skip(); // Which call it was.
                if (!reader.ReadBoolean())
                    Refused = reader.ReadText();
                break;
            case "JS.Error":
                throw new InvalidOperationException($"The circuit failed: {reader.ReadText()}");
        }
    }
}
