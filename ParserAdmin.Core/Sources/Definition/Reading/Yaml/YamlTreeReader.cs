using System.Text;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>
/// Reads YAML into a plain tree from the parser's events. Not through YamlStream: that one recurses without a limit, stops at the first
/// duplicate key and expands aliases. Here depth and size are bounded, and tags, anchors and aliases are refused.
/// </summary>
internal sealed partial class YamlTreeReader(DefinitionErrors errors)
{
    public const int MaxBytes = 256 * 1024;
    public const int MaxDepth = 32;

    private string[] _lines = [];

    /// <summary>The document's root, or null when it could not be read to its end; the reason is among the errors.</summary>
    public DefinitionNode? Read(string yaml)
    {
        if (Encoding.UTF8.GetByteCount(yaml) > MaxBytes)
        {
            errors.Add(1, 1, "", $"the document is larger than {MaxBytes / 1024} KiB; split it into several sources");
            return null;
        }

        _lines = yaml.TrimStart('\uFEFF').Split('\n');
        var parser = new Parser(new StringReader(yaml.TrimStart('\uFEFF')));
        try
        {
            return ReadDocument(parser);
        }
        catch (YamlException e)
        {
            var (line, column, advice) = YamlAdvice.Of(yaml, (int)e.Start.Line, (int)e.Start.Column, e.Message);
            if (!errors.Has(line))
            {
                // What breaks the document is often what was wrong on its line already.
                errors.Add(line, column, "", advice);
            }
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // YamlDotNet lets some bad input through to the framework, for instance \U escapes beyond Unicode.
            var (line, column, advice) = YamlAdvice.Of(yaml, (int)(parser.Current?.End.Line ?? 1), 1, null);
            errors.Add(line, column, "", advice);
        }

        return null;
    }

    private DefinitionNode? ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            errors.Add(1, 1, "", "the document is empty; begin with 'version: 1'");
            return null;
        }

        var root = ReadNode(parser, 1, "");
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            errors.Add(
                (int)second.Start.Line,
                (int)second.Start.Column,
                "",
                "a second document begins here; one file holds one source, remove '---'"
            );
            return null;
        }

        return root;
    }

    private DefinitionNode ReadNode(Parser parser, int depth, string path)
    {
        var start = parser.Current!.Start;
        if (depth > MaxDepth)
            throw new YamlException(start, start, $"nested deeper than {MaxDepth} levels");
        var (line, column) = ((int)start.Line, (int)start.Column);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            errors.Add(
                line,
                column,
                path,
                QuoteAdvice.Star(LineAt(line), column) ?? $"aliases such as *{alias.Value} are not accepted; write the value out"
            );
            return new BrokenNode(line, column);
        }

        if (parser.Current is not NodeEvent node)
        {
            // On some broken flow mappings YamlDotNet leaves the value out instead of reporting them.
            throw new YamlException(start, parser.Current.End, "a value is missing here");
        }

        var isRefused = RefuseTagAndAnchor(node, path);
        if (parser.TryConsume<SequenceStart>(out _))
            return ReadList(parser, line, column, depth, path);
        if (parser.TryConsume<MappingStart>(out _))
            return ReadMap(parser, line, column, depth, path);
        var scalar = parser.Consume<Scalar>();
        return isRefused
            ? new BrokenNode(line, column)
            : new ScalarNode(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain)
            {
                Lost =
                    scalar.Style == ScalarStyle.Plain ? Lost((int)scalar.End.Line, (int)scalar.End.Column, scalar.Value.Length == 0) : null,
            };
    }

    /// <summary>What looks like an id selector and is a comment to YAML: <c>selector: #main</c>.</summary>
    private string? Lost(int line, int column, bool isAll) =>
        line <= _lines.Length
        && column - 1 <= _lines[line - 1].Length
        && (isAll ? HashText() : HashWord()).Match(_lines[line - 1], column - 1) is { Success: true } found
        && found.Index == column - 1
            ? found.Groups[1].Value
            : null;

    private string LineAt(int line) => line <= _lines.Length ? _lines[line - 1] : "";

    private bool RefuseTagAndAnchor(NodeEvent node, string path)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (!node.Tag.IsEmpty)
            errors.Add(line, column, path, "type tags (!…) are not accepted; remove the tag, or quote a text that begins with '!'");
        if (!node.Anchor.IsEmpty)
        {
            errors.Add(
                line,
                column,
                path,
                $"anchors such as &{node.Anchor.Value} are not accepted; remove it and write values out, or quote a text that begins "
                    + $"with '&'"
            );
        }

        return !node.Tag.IsEmpty || !node.Anchor.IsEmpty;
    }

    private ListNode ReadList(Parser parser, int line, int column, int depth, string path)
    {
        var items = new List<DefinitionNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(parser, depth + 1, $"{path}[{items.Count}]"));

        return new ListNode(line, column, items);
    }

    private DefinitionNode ReadMap(Parser parser, int line, int column, int depth, string path)
    {
        var entries = new List<MapEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (isBroken, isSwallowed) = (false, false);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser, depth + 1, path);
            if (key is ScalarNode { Plain: true, Value: [var begin, ..] } && OddSpace.IsOdd(begin))
            {
                // YAML takes it for a letter, so the key is another one and stands elsewhere.
                var at = new Mark(0, key.Line, key.Column);
                throw new YamlException(at, at, "an odd space");
            }

            var inner = key is ScalarNode { Value: var name } ? (path.Length == 0 ? name : $"{path}.{name}") : path;
            var value = ReadNode(parser, depth + 1, inner);
            if (key is not ScalarNode scalar)
            {
                // The rest of a mapping that was none would only be wrong again.
                ReportKey(key, line, column, path);
                isBroken = true;
            }
            else if (isBroken)
            {
                continue;
            }
            else if (ColonAdvice.OfKey(scalar) is { } glued)
            {
                errors.Add(scalar, path, glued.Message);
                entries.Add(new MapEntry(scalar with { Value = glued.Key }, new BrokenNode(scalar.Line, scalar.Column)));
            }
            else if ((scalar.Value == "<<" && value is BrokenNode) || (isSwallowed && seen.ContainsKey(scalar.Value)))
            {
                // Reported already.
                continue;
            }
            else if (!seen.TryAdd(scalar.Value, scalar.Line))
            {
                isSwallowed = ReportSecond(scalar, seen[scalar.Value], inner, entries);
            }
            else
            {
                entries.Add(new MapEntry(scalar, value));
            }
        }

        return isBroken ? new BrokenNode(line, column) : new MapNode(line, column, entries);
    }

    private void ReportKey(DefinitionNode key, int line, int column, string path)
    {
        if (key is BrokenNode)
            return;
        if (QuoteAdvice.Setting(LineAt(line)) is { } setting && LineAt(line)[(column - 1)..].StartsWith("{{", StringComparison.Ordinal))
        {
            errors.Add(line, column, path, setting.Message);
            return;
        }

        errors.Add(key, path, $"a key must be text, but this is {key.Description}; check for a missing quote");
    }

    /// <summary>
    /// Whether the key above, which holds nothing, was meant to hold it: then that key is taken out, for it would be wrong again.
    /// </summary>
    private bool ReportSecond(ScalarNode key, int first, string path, List<MapEntry> entries)
    {
        var second = $"the key '{key.Value}' stands here a second time (first in line {first}); ";
        if (entries is not [.., { Value: ScalarNode { IsNull: true } } empty])
        {
            errors.Add(key, path, second + "remove one of them");
            return false;
        }

        errors.Add(
            key,
            path,
            $"{second}if it belongs to '{empty.Key.Value}' in line {empty.Key.Line}, which holds nothing, indent it further than that "
                + $"line; else remove one of them"
        );
        entries.Remove(empty);
        return true;
    }

    // A comment that is meant has a space behind its '#'.
    [GeneratedRegex(@"\G\s*(#[^\s#].*?)\s*$")]
    private static partial Regex HashText();

    [GeneratedRegex(@"\G\s*(#[A-Za-z_][\w-]*)\s*$")]
    private static partial Regex HashWord();
}
