using System.Text.Encodings.Web;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Escapes in JSON only what JSON demands: texts in every script, emoji among them, stay as they are. The framework's own relaxed encoder does the same for
/// all but those beyond the first 65,536 characters, which it always escapes. For files, terminals and API answers; never for JSON that stands in a page,
/// for "&lt;" stays as it is, too.
/// </summary>
public sealed class ReadableJsonEncoder : JavaScriptEncoder
{
    private const int LastOfTheFirst = 0xFFFF;

    private ReadableJsonEncoder()
    {
    }

    public static ReadableJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= LastOfTheFirst && UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    // The base class has its texts as pointers; there is no other way in.
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var at = 0; at < textLength; at += 2)
        {
            var found = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text + at, textLength - at);
            if (found < 0)
                return -1;
            at += found;

            // Half a pair alone is no character, and is left to the framework.
            if (!char.IsHighSurrogate(text[at]) || at + 1 >= textLength || !char.IsLowSurrogate(text[at + 1]))
                return at;
        }

        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        for (var at = 0; at < utf8Text.Length; at += 4)
        {
            var found = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(utf8Text[at..]);
            if (found < 0)
                return -1;
            at += found;
            if (System.Text.Rune.DecodeFromUtf8(utf8Text[at..], out _, out var length) != System.Buffers.OperationStatus.Done || length != 4)
                return at;
        }

        return -1;
    }
}
