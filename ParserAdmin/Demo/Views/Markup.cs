namespace ParserAdmin.Demo.Views;

/// <summary>
/// Text that is markup already. The one way to make it from text is <see cref="Of"/>, which escapes whatever is put into it.
/// </summary>
internal sealed class Markup
{
    public static readonly Markup None = new("");

    private readonly string _text;

    private Markup(string text) => _text = text;

    /// <summary>Markup with escaped holes; good for HTML and for SVG.</summary>
    public static Markup Of(MarkupInterpolation text) => new(text.ToString());

    /// <summary>Pieces one after another.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces));

    public override string ToString() => _text;
}
