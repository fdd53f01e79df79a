using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ParserAdmin.Demo.Views;

/// <summary>Builds an interpolated string of markup: text and numbers are escaped, markup is not. Other types do not compile.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupInterpolation
{
    // Letters of every script stay readable in the page's source; only what has a meaning in markup is escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public MarkupInterpolation(int literalLength, int holes) => _text = new StringBuilder(literalLength + 24 * holes);

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(string? text)
    {
        if (text is not null)
            _text.Append(Encoder.Encode(text));
    }

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();
}
