namespace ParserAdmin.Core.Extraction.Charsets;

/// <summary>A character set that a page without a declaration may be in.</summary>
/// <param name="Name">As the framework knows it.</param>
/// <param name="Common">Characters that make up a good part of any text in its languages, ASCII aside.</param>
/// <param name="IsLatin">Whether these stand one by one between ASCII letters; in other scripts they stand together.</param>
internal sealed record CharsetCandidate(string Name, IReadOnlySet<char> Common, bool IsLatin)
{
    private const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжшюіїОСПВНК";
    private const string Japanese =
        "のにはをたがでてとしれさあいうるなもこかりらすっまよくんけどきそじつわえみお、。ーンスルトイリアクラシ日本人年大";
    private const string Simplified =
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长,。、新目录价格关于用户";
    private const string Traditional =
        "的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其裡所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從新目錄價格關用戶";
    private const string Korean =
        "이다는의에을를가은로하고기지사한리어도대나인자정시스라아수보부제들일과서그상해만있장여주전으게원구성조연화동세국거우면드소관개한글";

    /// <summary>In the order in which equals are preferred.</summary>
    public static IReadOnlyList<CharsetCandidate> All { get; } =
    [
        new("windows-1252", "éèàáíóúñçäöüßåæøêâîôûëïãõÉÄÖÜ’“”–—…€£°«»·®©".ToHashSet(), true),
        new("windows-1251", Cyrillic.ToHashSet(), false),
        new("koi8-r", Cyrillic.ToHashSet(), false),
        new("cp866", Cyrillic.ToHashSet(), false),
        new("iso-8859-5", Cyrillic.ToHashSet(), false),
        new("shift_jis", Japanese.ToHashSet(), false),
        new("euc-jp", Japanese.ToHashSet(), false),
        new("gb18030", Simplified.ToHashSet(), false),
        new("big5", Traditional.ToHashSet(), false),
        new("euc-kr", Korean.ToHashSet(), false),
        new("windows-1250", "ąćęłńóśźżáčďéěíňřšťúůýžőűâîăşţŁŚŻČŘŠŽ".ToHashSet(), true),
        new("windows-1254", "ığşçöüİŞĞÇÖÜâ".ToHashSet(), true),
        new("windows-1253", "αοιετσνηυρπκμλςόίάέήύώγδθφχβ".ToHashSet(), false),
        new("windows-1255", "יוהלארתבםןמשדכנקעחפגסצט".ToHashSet(), false),
        new("windows-1256", "اليمونترهبةفسعدكقحجشص".ToHashSet(), false),
        new("windows-874", "านรกอเงมย่ลวดทสต้ะปบิีคหแจพขใไ".ToHashSet(), false),
    ];
}
