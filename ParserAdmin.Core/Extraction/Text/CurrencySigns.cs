namespace ParserAdmin.Core.Extraction.Text;

/// <summary>The signs and short words of the currencies, longest first so that "US$" is seen before "$".</summary>
internal static class CurrencySigns
{
    private static readonly string[] Codes =
    [
        "AED", "ARS", "AUD", "BDT", "BGN", "BRL", "BYN", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "GEL",
        "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KWD", "KZT", "MAD", "MDL", "MXN", "MYR", "NGN", "NOK", "NZD",
        "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UZS", "VND", "ZAR",
    ];

    public static IReadOnlyList<CurrencySign> All { get; } =
    [
        .. new CurrencySign[]
        {
            new("€", "EUR"), new("$", "USD", Shared: true), new("£", "GBP"), new("¥", "JPY", Shared: true), new("￥", "JPY", Shared: true),
            new("us$", "USD"), new("ca$", "CAD"), new("c$", "CAD"), new("au$", "AUD"), new("a$", "AUD"), new("nz$", "NZD"),
            new("hk$", "HKD"), new("s$", "SGD"), new("r$", "BRL"), new("mx$", "MXN"), new("nt$", "TWD"), new("cn¥", "CNY"), new("jp¥", "JPY"),
            new("円", "JPY"), new("元", "CNY"), new("₽", "RUB"), new("рублей", "RUB"), new("рубля", "RUB"), new("рубль", "RUB"),
            new("руб", "RUB"), new("р", "RUB"), new("₴", "UAH"), new("грн", "UAH"), new("₸", "KZT"), new("тг", "KZT"), new("₺", "TRY"),
            new("tl", "TRY"), new("₹", "INR"), new("rs", "INR", Shared: true), new("₩", "KRW"), new("원", "KRW"), new("zł", "PLN"),
            new("kč", "CZK"), new("kr", null, Shared: true), new("fr", "CHF"), new("sfr", "CHF"), new("ft", "HUF"), new("lei", "RON"),
            new("лв", "BGN"), new("₪", "ILS"), new("฿", "THB"), new("₫", "VND"), new("đ", "VND"), new("₦", "NGN"), new("₱", "PHP"), new("₾", "GEL"),
            new("din", "RSD"), new("дин", "RSD"), new("euro", "EUR"), new("euros", "EUR"), new("dollars", "USD", Shared: true),
        }.Concat(Codes.Select(code => new CurrencySign(code.ToLowerInvariant(), code))).OrderByDescending(sign => sign.Sign.Length),
    ];
}
