namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Finds the numbers in a text written with <see cref="PlainDigits"/>.</summary>
internal static class NumberScanner
{
    public static IEnumerable<NumberToken> Scan(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            // ".99" begins with its point, "v.2" does not.
            var bare =
                text[at] is '.' or ','
                && Digit(text, at + 1)
                && (at == 0 || text[at - 1] is ' ' or '-' or '.' or '$' or '\u20AC' or '\u00A3');
            if (!bare && !Digit(text, at))
            {
                at++;
                continue;
            }

            var end = End(text, bare ? at + 1 : at);
            var number = text[(bare ? at + 1 : at)..end];

            // ".750.30": a point too many at the front.
            yield return new NumberToken(at, end, bare && number.IndexOfAny(['.', ',']) < 0 ? "0" + text[at] + number : number);
            at = end;
        }
    }

    private static int End(string text, int start)
    {
        var at = Digits(text, start);
        var spaced = at - start <= 3;
        while (at < text.Length)
        {
            if (text[at] is '.' or ',' or '\'' && Digit(text, at + 1))
            {
                spaced &= text[at] == '\'';
                at = Digits(text, at + 1);
            }
            else if (spaced && text[at] == ' ' && Digits(text, at + 1) == at + 4)
            {
                // "1 234 567": a space groups only full thousands, so that "2 10" stays two numbers.
                at += 4;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int Digits(string text, int at)
    {
        while (Digit(text, at))
            at++;

        return at;
    }

    private static bool Digit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);
}
