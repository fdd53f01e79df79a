namespace ParserAdmin.Core.Extraction.Text;

/// <summary>The signs, short words and codes of the currencies.</summary>
internal static class CurrencySigns
{
    // Taken in small letters too; the other codes are too often words ("try", "all", "bob").
    private static readonly string[] Common =
    [
        "eur", "usd", "gbp", "rub", "rur", "uah", "pln", "czk", "chf", "sek", "nok", "dkk", "jpy", "cny", "rmb", "cad", "aud", "inr", "brl",
        "kzt", "byn", "huf", "bgn", "hkd", "sgd", "nzd", "mxn", "thb", "krw", "ils", "idr", "myr", "vnd", "aed", "isk", "hrk", "rsd", "twd",
        "clp",
    ];

    private const string Codes =
        "AED AFN AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF CHF CLP CNY "
        + "COP CRC CUP CVE CZK DEM DJF DKK DOP DZD "
        + "EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK "
        + "ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD "
        + "KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MTL MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR "
        + "NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR "
        + "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT SKK SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TRL TRY TTD TWD TZS UAH UGX "
        + "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

    private static readonly CurrencySign[] Named =
    [
        new("€", "EUR"), new("$", "USD", Shared: true), new("£", "GBP"), new("¥", "JPY", Shared: true), new("￥", "JPY", Shared: true),
        new("us$", "USD"), new("u$s", "USD"), new("ca$", "CAD"), new("us $", "USD"), new("ca $", "CAD"), new("au $", "AUD"),
        new("nz $", "NZD"), new("hk $", "HKD"), new("c$", "CAD"), new("au$", "AUD"), new("a$", "AUD"), new("nz$", "NZD"), new("hk$", "HKD"),
        new("s$", "SGD"), new("r$", "BRL"), new("mx$", "MXN"), new("nt$", "TWD"), new("cn¥", "CNY"), new("jp¥", "JPY"), new("円", "JPY"),
        new("元", "CNY"), new("圆", "CNY"), new("圓", "TWD"), new("人民币", "CNY"), new("₽", "RUB"), new("рублей", "RUB"), new("рубля", "RUB"),
        new("рубль", "RUB"), new("руб", "RUB"), new("р", "RUB"), new("rur", "RUB"), new("rmb", "CNY"), new("₴", "UAH"), new("грн", "UAH"),
        new("гривень", "UAH"), new("₸", "KZT"), new("тг", "KZT"), new("тенге", "KZT"), new("₺", "TRY"), new("tl", "TRY"), new("₼", "AZN"),
        new("₹", "INR"), new("rs", "INR", Shared: true), new("₨", "INR", Shared: true), new("₩", "KRW"), new("원", "KRW"), new("zł", "PLN"),
        new("zl", "PLN"), new("kč", "CZK"), new("kc", "CZK"), new("kr", null, Shared: true), new("fr", "CHF"), new("sfr", "CHF"),
        new("ft", "HUF"), new("lei", "RON"), new("leu", "RON"), new("лв", "BGN"), new("₪", "ILS"), new("฿", "THB"), new("บาท", "THB"),
        new("₫", "VND"), new("đ", "VND"), new("₦", "NGN"), new("₱", "PHP"), new("₾", "GEL"), new("₡", "CRC"), new("₲", "PYG"),
        new("₵", "GHS"), new("₭", "LAK"), new("₮", "MNT"), new("৳", "BDT"), new("₤", "ITL"), new("₣", "FRF"), new("₧", "ESP"),
        new("din", "RSD"), new("дин", "RSD"), new("rp", "IDR"), new("rm", "MYR"), new("kd", "KWD"), new("s/", "PEN"), new("جنيه", "EGP"),
        new("درهم", "AED", Shared: true), new("ريال", "SAR", Shared: true), new("دينار", "KWD", Shared: true), new("ر.س", "SAR"),
        new("د.إ", "AED"), new("تومان", "IRR"), new("﷼", "SAR", Shared: true), new("ש\"ח", "ILS"), new("₶", "FRF"), new("euro", "EUR"),
        new("euros", "EUR"), new("евро", "EUR"), new("dollars", "USD", Shared: true), new("dollar", "USD", Shared: true),
        new("долларов", "USD"), new("pounds", "GBP"), new("yen", "JPY"),
    ];

    private static readonly CurrencySign[] All =
    [
        .. Named.Concat(Codes.Split(' ').Select(code => new CurrencySign(code, code, Exact: !Common.Contains(code.ToLowerInvariant()))))
            .OrderByDescending(sign => sign.Sign.Length),
    ];

    private static readonly ILookup<char, CurrencySign> ByFirst = All.ToLookup(sign => char.ToLowerInvariant(sign.Sign[0]));
    private static readonly ILookup<char, CurrencySign> ByLast = All.ToLookup(sign => char.ToLowerInvariant(sign.Sign[^1]));

    /// <summary>Those that begin with the character, longest first, so that "US$" is seen before "$".</summary>
    public static IEnumerable<CurrencySign> BeginningWith(char first) => ByFirst[char.ToLowerInvariant(first)];

    /// <summary>Those that end with the character, longest first.</summary>
    public static IEnumerable<CurrencySign> EndingWith(char last) => ByLast[char.ToLowerInvariant(last)];
}
