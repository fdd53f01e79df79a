using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// SignalR's hub protocol as a circuit speaks it ("blazorpack"): each message is a MessagePack array with its length before it, in groups
/// of seven bits.
/// </summary>
internal static class HubMessage
{
    public const int InvocationType = 1;
    public const int CompletionType = 3;
    public const int CloseType = 7;

    /// <summary>What a completion holds.</summary>
    public const int ErrorResult = 1;
    public const int ValueResult = 3;

    /// <summary>Ends the two messages of the handshake, which are JSON.</summary>
    public const byte HandshakeEnd = 0x1e;

    private const int PingType = 6;

    public static byte[] Handshake { get; } = [.. """{"protocol":"blazorpack","version":1}"""u8, HandshakeEnd];

    public static byte[] Ping { get; } = [2, 0x91, PingType];

    /// <param name="id">Null where no answer is wanted.</param>
    /// <param name="arguments">Texts, numbers, truth values and null.</param>
    public static byte[] Invocation(string? id, string target, params object?[] arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        Put(body, 0x95, InvocationType, 0x80);
        WriteText(body, id);
        WriteText(body, target);
        Put(body, (byte)(0x90 + arguments.Length));
        foreach (var argument in arguments)
            WriteValue(body, argument);
        return Framed(body.WrittenSpan);
    }

    /// <summary>The first message of what was received.</summary>
    /// <param name="length">How long it is with its frame.</param>
    /// <returns>False where it is not there whole yet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message, out int length)
    {
        var (size, at) = (0, 0);
        message = default;
        length = 0;
        do
        {
            if (at == received.Length)
                return false;
            size |= (received[at] & 0x7f) << (7 * at);
        } while ((received[at++] & 0x80) != 0);
        if (received.Length - at < size)
            return false;
        message = received.Slice(at, size);
        length = at + size;
        return true;
    }

    private static byte[] Framed(ReadOnlySpan<byte> body)
    {
        var framed = new ArrayBufferWriter<byte>(body.Length + 5);
        var left = body.Length;
        for (; left > 0x7f; left >>= 7)
            Put(framed, (byte)(left | 0x80));
        Put(framed, (byte)left);
        Put(framed, body);
        return framed.WrittenSpan.ToArray();
    }

    private static void WriteValue(ArrayBufferWriter<byte> body, object? value)
    {
        switch (value)
        {
            case null or string:
                WriteText(body, (string?)value);
                break;
            case bool truth:
                Put(body, (byte)(truth ? 0xc3 : 0xc2));
                break;
            case long number:
                Put(body, 0xd3);
                BinaryPrimitives.WriteInt64BigEndian(body.GetSpan(8), number);
                body.Advance(8);
                break;
            default:
                throw new ArgumentException($"A circuit is not sent a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> body, string? text)
    {
        if (text is null)
        {
            Put(body, 0xc0);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        Put(body, 0xdb);
        BinaryPrimitives.WriteInt32BigEndian(body.GetSpan(4), bytes.Length);
        body.Advance(4);
        Put(body, bytes);
    }

    private static void Put(ArrayBufferWriter<byte> body, params ReadOnlySpan<byte> bytes) => body.Write(bytes);
}
