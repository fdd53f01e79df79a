using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParserAdmin.Core.People.SecondFactor;

/// <summary>Codes of six digits that change every 30 seconds (RFC 6238), as every authenticator app makes them.</summary>
public static class Totp
{
    public const int Digits = 6;
    public static readonly TimeSpan StepLength = TimeSpan.FromSeconds(30);
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits in base32, as people type them into an app.</summary>
    public static string NewSecret() => Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>What the QR code says.</summary>
    public static string Address(string secret, string email) =>
        $"otpauth://totp/ParserAdmin:{Uri.EscapeDataString(email)}?secret={secret}&issuer=ParserAdmin&digits={Digits}&period=30";

    /// <summary>
    /// The number of the 30 seconds that the code is of: this one, or one before or after it, because clocks differ. Null for a code of
    /// another time, of another secret, or one that is not after <paramref name="after"/>, the last that was taken.
    /// </summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now, long after)
    {
        var typed = Encoding.ASCII.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        var key = Decode(secret);
        var present = now.ToUnixTimeSeconds() / (long)StepLength.TotalSeconds;
        long? found = null;
        for (var step = present - 1; step <= present + 1; step++)
        {
            if (step > after && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), typed))
                found ??= step;
        }

        return found;
    }

    internal static string Code(string secret, long step) => Code(Decode(secret), step);

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238: authenticator apps know no other hash.")]
    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var five = Alphabet.IndexOf(char.ToUpperInvariant(secret[bit / 5]), StringComparison.Ordinal);
            if ((five & (16 >> (bit % 5))) != 0)
                bytes[bit / 8] |= (byte)(128 >> (bit % 8));
        }

        return bytes;
    }
}
