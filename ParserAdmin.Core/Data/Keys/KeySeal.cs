using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Data.Keys;

/// <summary>
/// Encrypts the data protection keys where they lie beside what they protect: a copy of the database alone then opens nothing. AES-256-GCM,
/// bound to the row's name; its key is derived from the configured secret slowly, and once.
/// </summary>
public sealed class KeySeal
{
    public const int ShortestSecret = 32;

    private const string Mark = "sealed:1:";
    private const int Rounds = 600_000;
    private static readonly byte[] Salt = "ParserAdmin.DataProtectionKeys.v1"u8.ToArray();

    private readonly Lazy<byte[]>? _current;
    private readonly Lazy<byte[]>? _previous;

    /// <exception cref="InvalidOperationException">A secret is too short.</exception>
    public KeySeal(KeyOptions options)
    {
        _current = Derived(nameof(KeyOptions.Secret), options.Secret);
        _previous = Derived(nameof(KeyOptions.PreviousSecret), options.PreviousSecret);
    }

    /// <summary>Whether there is a secret; without it what is stored is the XML itself.</summary>
    public bool IsSet => _current is not null;

    public void Close(ProtectionKey key, XElement element)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        key.Content = _current is null
            ? xml
            : Mark + Convert.ToBase64String(Encrypt(_current.Value, key.Name, Encoding.UTF8.GetBytes(xml)));
    }

    /// <exception cref="InvalidOperationException">It is encrypted with another secret; the message says what to do.</exception>
    /// <exception cref="UnreadableRowException">Somebody changed the row.</exception>
    public XElement Open(ProtectionKey key)
    {
        try
        {
            return XElement.Parse(IsSealed(key) ? Encoding.UTF8.GetString(Decrypted(key)) : key.Content);
        }
        catch (Exception damaged) when (damaged is XmlException || UnreadableRowException.Is(damaged))
        {
            throw new UnreadableRowException(ProtectionKeyMapping.Table, damaged);
        }
    }

    /// <summary>Whether it is stored as <see cref="Close"/> would store it now.</summary>
    internal bool IsCurrent(ProtectionKey key) =>
        _current is null ? !IsSealed(key) : IsSealed(key) && Decrypt(_current, key.Name, Bytes(key)) is not null;

    private static bool IsSealed(ProtectionKey key) => key.Content.StartsWith(Mark, StringComparison.Ordinal);

    private static byte[] Bytes(ProtectionKey key) => Convert.FromBase64String(key.Content[Mark.Length..]);

    private byte[] Decrypted(ProtectionKey key) =>
        Decrypt(_current, key.Name, Bytes(key))
        ?? Decrypt(_previous, key.Name, Bytes(key))
        ?? throw new InvalidOperationException(
            _current is null
                ? $"{KeyOptions.Section}:Secret is not set, and the data protection keys in the database are encrypted with one. Set it as "
                    + "it is on the other nodes, or was at the last start."
                : $"{KeyOptions.Section}:Secret is not the one that the data protection keys in the database are encrypted with. Set that "
                    + $"one; to change it, name the old one in {KeyOptions.Section}:PreviousSecret."
        );

    private static byte[] Encrypt(byte[] secret, string name, byte[] clear)
    {
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + clear.Length];
        var (nonce, tag, cipher) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(secret, tag.Length);
        aes.Encrypt(nonce.Span, clear, cipher.Span, tag.Span, Encoding.UTF8.GetBytes(name));
        return sealedBytes;
    }

    /// <returns>Null where there is no such secret, or it is another one.</returns>
    private static byte[]? Decrypt(Lazy<byte[]>? secret, string name, byte[] sealedBytes)
    {
        if (secret is null)
            return null;
        var (nonce, tag, cipher) = Parts(sealedBytes);
        var clear = new byte[cipher.Length];
        using var aes = new AesGcm(secret.Value, tag.Length);
        try
        {
            aes.Decrypt(nonce.Span, cipher.Span, tag.Span, clear, Encoding.UTF8.GetBytes(name));
            return clear;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(Memory<byte> all)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return (all[..nonce], all.Slice(nonce, tag), all[(nonce + tag)..]);
    }

    private static Lazy<byte[]>? Derived(string name, string? secret) =>
        secret is not { Length: > 0 } ? null
        : secret.Length < ShortestSecret
            ? throw new InvalidOperationException(
                $"{KeyOptions.Section}:{name} has {secret.Length} characters and needs {ShortestSecret}. Make one with: openssl rand -base64 "
                    + "32"
            )
        : new Lazy<byte[]>(() => Rfc2898DeriveBytes.Pbkdf2(secret, Salt, Rounds, HashAlgorithmName.SHA256, 32));
}
