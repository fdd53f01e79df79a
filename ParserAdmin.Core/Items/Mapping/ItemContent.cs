using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Hashes a draft's content over a form in which every text carries its length, so that no two contents share one.</summary>
internal static class ItemContent
{
    public static string Hash(ItemDraft draft)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in DraftFields.Content(draft))
        {
            Append(hash, field.Name);
            Append(hash, field.Values.Count);
            foreach (var value in field.Values)
                Append(hash, value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
