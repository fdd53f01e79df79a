using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio.Samples;

/// <summary>Writes what a path made of a page into its definition, as a sample that holds.</summary>
public static class SampleWriter
{
    /// <summary>Rows that are written out; the others are counted.</summary>
    private const int Rows = 3;
    private const int LongestValue = 300;

    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The definition with the sample, or why there is none.</returns>
    public static (string? Yaml, string? Problem) Add(string yaml, SourceDefinition definition, Preview preview)
    {
        if (Answer(definition, preview) is not { } answer)
        {
            return (
                null,
                $"The page is longer than {SampleDefinition.LongestAnswer / 1024} KiB, and its rows alone come to something else. "
                    + "Paste a shortened page and save that, or keep the page as a file beside the definition ('file' of a sample)."
            );
        }

        var text = Write(answer);
        var before = yaml.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var place = before.FindIndex(line => line.StartsWith("samples:", StringComparison.Ordinal));
        if (place >= 0 && before[place].TrimEnd() != "samples:")
        {
            return (
                null,
                "The definition's 'samples' stand in one line. Write them as a list in lines of their own ('- '), then save the sample "
                    + "again."
            );
        }

        if (place < 0)
            return (string.Join('\n', [.. before, "", "samples:", text, ""]), null);

        // Behind the last sample: before the next key of the document.
        var end = before.FindIndex(place + 1, line => line.Length > 0 && !char.IsWhiteSpace(line[0]) && line[0] is not ('#' or '-'));
        before.Insert(end < 0 ? before.Count : end, text);
        return (string.Join('\n', before) + "\n", null);
    }

    /// <summary>The whole page where there is room for it, else its first rows, if they come out the same by themselves.</summary>
    private static Preview? Answer(SourceDefinition definition, Preview preview)
    {
        if (preview.Text.Length <= SampleDefinition.LongestAnswer)
            return Again(definition, preview, Printable(preview.Text));
        var rows = preview
            .Rows.Take(Rows)
            .Where(row => row.Place is not null)
            .Select(row => preview.Text.Substring(row.Place!.Value.Start, row.Place.Value.Length))
            .ToList();
        var shorter = Printable(string.Join('\n', rows));
        return
            rows.Count == 0
            || shorter.Length > SampleDefinition.LongestAnswer
            || Again(definition, preview, shorter) is not { } again
            || !IsSame(again, preview, rows.Count)
            ? null
            : again;
    }

    private static Preview Again(SourceDefinition definition, Preview preview, string text) =>
        new PreviewEngine(new FrozenClock(preview.Answer.At ?? DateTime.UnixEpoch)).Run(
            definition,
            preview.Path,
            SavedAnswer.OfText(preview.Answer.Address, text, preview.Answer.ContentType) with
            {
                At = preview.Answer.At,
            },
            Rows,
            CancellationToken.None
        );

    private static bool IsSame(Preview again, Preview whole, int rows) =>
        again.RowCount == rows
        && again
            .Rows.Zip(whole.Rows)
            .All(pair => pair.First.Fields.Zip(pair.Second.Fields).All(field => Equals(field.First.Value, field.Second.Value)));

    private static string Write(Preview preview)
    {
        var sample = new StringBuilder();
        sample.Append(CultureInfo.InvariantCulture, $"  - path: {preview.Path}\n    url: {Quote(preview.Answer.Address.AbsoluteUri)}\n");
        if (preview.Answer.At is { } at)
            sample.Append(CultureInfo.InvariantCulture, $"    at: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        sample.Append("    answer: |2\n");
        foreach (var line in preview.Text.TrimEnd('\n').Split('\n'))
            sample.Append(line.Length == 0 ? "\n" : $"      {line}\n");
        sample.Append(CultureInfo.InvariantCulture, $"    count: {preview.RowCount}\n    rows:");
        foreach (var row in preview.Rows.Take(Rows))
            sample.Append(CultureInfo.InvariantCulture, $"\n      - {{ {string.Join(", ", row.Fields.Select(Field).OfType<string>())} }}");
        return sample.ToString();
    }

    private static string? Field(PreviewField field) =>
        field.Value switch
        {
            null => field.Error is null ? $"{field.Name}: null" : null,
            ListValue list when list.ToText().Length <= LongestValue => $"{field.Name}: [{string.Join(", ", list.Texts.Select(Quote))}]",
            { } value when value.ToText().Length <= LongestValue => $"{field.Name}: {Quote(value.ToText())}",
            _ => null,
        };

    private static string Quote(string text) => JsonSerializer.Serialize(text, Quoting);

    /// <summary>YAML takes no control characters, and counts some that are none in HTML as line breaks.</summary>
    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            clean.Append(
                rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF)
                    ? rune.ToString()
                    : " "
            );
        }

        return clean.ToString();
    }
}
