using System.Globalization;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>The fields of a row on their way into a draft: each is taken once, in the type that the draft wants.</summary>
internal sealed class FieldBag(Dictionary<string, FieldValue> fields, List<FieldError> errors)
{
    /// <summary>What nobody took.</summary>
    public IReadOnlyDictionary<string, FieldValue> Rest => fields;

    public string? Text(string name) => fields.Remove(name, out var value) ? CleanText.Of(value.ToText()) : null;

    /// <summary>A cut kind would be another kind, so a text that is too long for one is left out.</summary>
    public string? Kind()
    {
        var kind = Text("kind")?.ToLowerInvariant();
        if (kind is null || kind.Length <= ItemLimits.Kind)
            return kind;
        Refuse("kind", kind, $"has more than {ItemLimits.Kind} characters; it is one word for what the item is, such as book or post");
        return null;
    }

    public IReadOnlyList<string> List(string name)
    {
        if (!fields.Remove(name, out var value))
            return [];
        var texts = value is ListValue list ? list.Texts : [value.ToText()];
        return [.. texts.Select(CleanText.Of).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string? Address(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (WebAddress.Parse(text) is { } address)
            return address.AbsoluteUri;
        Refuse(name, text, $"is no absolute web address: '{Excerpt(text)}'; add the filter 'url', or put it last");
        return null;
    }

    public decimal? Number(string name)
    {
        if (!fields.Remove(name, out var value))
            return null;
        switch (value)
        {
            case NumberValue number:
                return InRange(name, number.Number);
            case MoneyValue money:
                return InRange(name, money.Amount);
        }

        if (
            decimal.TryParse(
                value.ToText(),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var parsed
            )
        )
        {
            return InRange(name, parsed);
        }

        Refuse(name, value.ToText(), $"is no number; add the filter '{(name == "price" ? "money" : "number")}'");
        return null;
    }

    public MoneyValue? Money(string name) =>
        (fields.GetValueOrDefault(name) as MoneyValue)?.Currency is var currency && Number(name) is { } amount
            ? new MoneyValue(amount, currency)
            : null;

    public TimeValue? Time(string name)
    {
        if (!fields.Remove(name, out var value))
            return null;
        if (value is TimeValue time)
            return time with { Time = time.Time.AddTicks(-(time.Time.Ticks % TimeSpan.TicksPerMillisecond)) };
        Refuse(name, value.ToText(), "is no time; add the filter 'date'");
        return null;
    }

    private decimal? InRange(string name, decimal number)
    {
        if (Math.Abs(number) <= ItemLimits.HighestNumber)
            return Math.Round(number, ItemLimits.Decimals);
        Refuse(name, $"{number}", "is larger than any that is kept (fourteen digits); select the number alone");
        return null;
    }

    private void Refuse(string name, string text, string why) =>
        errors.Add(new FieldError(name, null, Excerpt(text), $"the field '{name}' {why}"));

    private static string Excerpt(string text) => text.Excerpt(80);
}
