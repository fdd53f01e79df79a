using System.Globalization;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items.Editing;

/// <summary>Reads what a person wrote for a field.</summary>
public static partial class FieldText
{
    private const int LongestText = 32_000;
    private const int MostValues = 200;

    /// <param name="values">None takes the field away.</param>
    /// <returns>The draft with that field, or what is wrong with it, for people.</returns>
    public static (ItemDraft Draft, string? Problem) Write(ItemDraft draft, string field, IReadOnlyList<string> values)
    {
        var texts = values.Select(CleanText.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var text = texts.FirstOrDefault();
        return field switch
        {
            "creators" or "genres" when texts.Count > MostValues => Refuse($"'{field}' takes at most {MostValues} names."),
            "creators" => texts.Any(one => one.Length > 500)
                ? Refuse("A creator's name has at most 500 characters.")
                : Done(draft with { Creators = texts }),
            "genres" => texts.Any(one => one.Length > 500)
                ? Refuse("A genre has at most 500 characters.")
                : Done(draft with { Genres = texts }),
            _ when texts.Count > 1 => Refuse($"'{field}' takes one value."),
            "title" when text is null => Refuse("An item needs a title."),
            "title" => text!.Length > ItemLimits.Title
                ? Refuse("A title has at most 1,000 characters.")
                : Done(draft with { Title = text }),
            "price" => Number(text, out var price)
                ? Done(draft with { Price = price })
                : Refuse($"'{text}' is no price: write a number such as 12.50, at most 14 digits before the point."),
            "currency" => text is null || Currency().IsMatch(text)
                ? Done(draft with { Currency = text?.ToUpperInvariant() })
                : Refuse($"'{text}' is no currency: write its three letters, such as EUR."),
            "status" => text?.Length > ItemLimits.Status
                ? Refuse("A status has at most 100 characters.")
                : Done(draft with { Status = text is null ? null : ItemStatus.Normalize(text) }),
            "publishedAt" => Time(text, out var time)
                ? Done(draft with { PublishedAt = time })
                : Refuse($"'{text}' is no time: write it as 2026-05-04 or 2026-05-04T13:37:00Z."),
            "series" => text?.Length > ItemLimits.Series
                ? Refuse("A series' name has at most 500 characters.")
                : Done(draft with { Series = text }),
            "seriesNumber" => Number(text, out var number)
                ? Done(draft with { SeriesNumber = number })
                : Refuse($"'{text}' is no number in a series: write one such as 3 or 1.5."),
            "imageUrl" => text is null || WebAddress.Parse(text) is not null
                ? Done(draft with { ImageUrl = text })
                : Refuse($"'{text}' is no web address: write it in full, with https://."),
            _ => Attribute(draft, field, text),
        };
    }

    private static (ItemDraft, string?) Attribute(ItemDraft draft, string field, string? text)
    {
        if (!AttributeName().IsMatch(field))
        {
            return Refuse(
                $"There is no field '{field}' to edit. Known: {string.Join(", ", ItemFields.Names)}, and attributes.name for any other."
            );
        }

        var name = field[ItemFields.Attribute.Length..];
        return text?.Length > LongestText
            ? Refuse($"'{name}' has at most 32,000 characters.")
            : Done(draft with { Attributes = text is null ? draft.Attributes.Remove(name) : draft.Attributes.SetItem(name, text) });
    }

    private static bool Number(string? text, out decimal? number)
    {
        number = null;
        if (text is null)
            return true;
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var read
            )
            || Math.Abs(read) > ItemLimits.HighestNumber
        )
        {
            return false;
        }

        number = Math.Round(read, ItemLimits.Decimals);
        return true;
    }

    private static bool Time(string? text, out DateTime? time)
    {
        time = null;
        if (text is null)
            return true;
        var read = DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var utc
        );
        time = read ? utc : null;
        return read;
    }

    private static (ItemDraft, string?) Done(ItemDraft draft) => (draft, null);

    private static (ItemDraft, string?) Refuse(string problem) => (null!, problem);

    [GeneratedRegex(@"^[A-Za-z]{3}\z")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^attributes\.[A-Za-z][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex AttributeName();
}
