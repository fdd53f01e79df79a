using System.Text;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Text from outside as every database can hold it: PostgreSQL refuses a zero character, and half a surrogate pair is no Unicode.
/// What is hashed has to be what will be read back.
/// </summary>
public static class StorableText
{
    public static string Clean(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal)));

    /// <summary>Clean, and no longer than its column.</summary>
    public static string Clean(string text, int longest)
    {
        var clean = Clean(text);
        if (clean.Length <= longest)
            return clean;

        // Not between the halves of a pair.
        return clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)];
    }
}
