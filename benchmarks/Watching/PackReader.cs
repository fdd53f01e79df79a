using System.Buffers.Binary;
using System.Text;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// Reads the MessagePack that a circuit sends, in place: a page of log lines is not copied to look for a few bytes in it.
/// </summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <returns>How many values follow.</returns>
    public int ReadArray()
    {
        var kind = Byte();
        return kind switch
        {
            >= 0x90 and <= 0x9f => kind & 0x0f,
            0xdc => (int)Unsigned(2),
            0xdd => (int)Unsigned(4),
            _ => throw Unexpected(kind),
        };
    }

    public long ReadInteger()
    {
        var kind = Byte();
        return kind switch
        {
            <= 0x7f => kind,
            >= 0xe0 => (sbyte)kind,
            >= 0xcc and <= 0xcf => Unsigned(1 << (kind - 0xcc)),
            0xd0 => (sbyte)Byte(),
            0xd1 => (short)Unsigned(2),
            0xd2 => (int)Unsigned(4),
            0xd3 => Unsigned(8),
            _ => throw Unexpected(kind),
        };
    }

    public bool ReadBoolean()
    {
        var kind = Byte();
        return kind switch
        {
            0xc2 => false,
            0xc3 => true,
            _ => throw Unexpected(kind),
        };
    }

    public string? ReadText()
    {
        var kind = Byte();
        return kind switch
        {
            0xc0 => null,
            >= 0xa0 and <= 0xbf => Encoding.UTF8.GetString(Take(kind & 0x1f)),
            >= 0xd9 and <= 0xdb => Encoding.UTF8.GetString(Take(Unsigned(1 << (kind - 0xd9)))),
            _ => throw Unexpected(kind),
        };
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var kind = Byte();
        return kind is >= 0xc4 and <= 0xc6 ? Take(Unsigned(1 << (kind - 0xc4))) : throw Unexpected(kind);
    }

    /// <summary>One value, with all that is in it.</summary>
    public void Skip()
    {
        var kind = Byte();
        switch (kind)
        {
            case <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                break;
            case <= 0x8f:
                Skip(2 * (kind & 0x0f));
                break;
            case <= 0x9f:
                Skip(kind & 0x0f);
                break;
            case <= 0xbf:
                Take(kind & 0x1f);
                break;
            case >= 0xc4 and <= 0xc6:
                Take(Unsigned(1 << (kind - 0xc4)));
                break;
            case 0xca or 0xcb:
                Take(kind == 0xca ? 4 : 8);
                break;
            case >= 0xcc and <= 0xcf:
                Take(1 << (kind - 0xcc));
                break;
            case >= 0xd0 and <= 0xd3:
                Take(1 << (kind - 0xd0));
                break;
            case >= 0xd9 and <= 0xdb:
                Take(Unsigned(1 << (kind - 0xd9)));
                break;
            case 0xdc or 0xdd:
                Skip(Unsigned(kind == 0xdc ? 2 : 4));
                break;
            case 0xde or 0xdf:
                Skip(2 * Unsigned(kind == 0xde ? 2 : 4));
                break;
            default:
                throw Unexpected(kind);
        }
    }

    private void Skip(long values)
    {
        for (; values > 0; values--)
            Skip();
    }

    private byte Byte() => Take(1)[0];

    private long Unsigned(int size)
    {
        var bytes = Take(size);
        return size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte kind) =>
        new($"The circuit sent a value of the kind 0x{kind:x2} where another was due.");
}
