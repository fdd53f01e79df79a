namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>Reads a tag's attributes only when someone asks: most tags of a feed have none that matter.</summary>
internal static class MarkupAttributes
{
    /// <summary>The decoded value of an attribute, whatever its letters' case; null when it is not there.</summary>
    public static string? Find(string document, Slice attributes, string name)
    {
        // A cheap look first: the walk below is ten times the cost.
        if (attributes.IsEmpty || !attributes.In(document).Contains(name, StringComparison.OrdinalIgnoreCase))
            return null;
        var at = attributes.Start;
        while (Next(document, attributes, ref at) is { } attribute)
        {
            if (attribute.Name.In(document).Equals(name, StringComparison.OrdinalIgnoreCase))
                return MarkupEntities.Decode(attribute.Value.In(document)).Trim();
        }

        return null;
    }

    public static IEnumerable<MarkupAttribute> All(string document, Slice attributes)
    {
        var at = attributes.Start;
        while (Next(document, attributes, ref at) is { } attribute)
            yield return attribute;
    }

    private static MarkupAttribute? Next(string document, Slice attributes, ref int at)
    {
        at = Skip(document, at, attributes.End, c => char.IsWhiteSpace(c) || c is '/' or '=' or '"' or '\'');
        var start = at;
        at = Skip(document, at, attributes.End, c => !char.IsWhiteSpace(c) && c is not ('=' or '/'));
        if (at == start)
            return null;
        var name = new Slice(start, at);
        var after = Skip(document, at, attributes.End, char.IsWhiteSpace);
        if (after >= attributes.End || document[after] != '=')
            return new MarkupAttribute(name, new Slice(at, at));
        at = Skip(document, after + 1, attributes.End, char.IsWhiteSpace);
        return new MarkupAttribute(name, Value(document, attributes.End, ref at));
    }

    private static Slice Value(string document, int end, ref int at)
    {
        if (at < end && document[at] is '"' or '\'')
        {
            var length = document.AsSpan(at + 1, end - at - 1).IndexOf(document[at]);
            var close = length < 0 ? end : at + 1 + length;
            var quoted = new Slice(at + 1, close);
            at = Math.Min(end, close + 1);
            return quoted;
        }

        var start = at;
        at = Skip(document, at, end, c => !char.IsWhiteSpace(c));
        return new Slice(start, at);
    }

    private static int Skip(string document, int at, int end, Func<char, bool> passes)
    {
        while (at < end && passes(document[at]))
            at++;

        return at;
    }
}
