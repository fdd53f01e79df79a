using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class CharsetTests
{
    private const string Russian = "Каталог объявлений: продаю наушники в отличном состоянии, цена договорная. Москва, самовывоз";
    private const string Japanese = "このカタログには新しい本がたくさんあります。価格と在庫を確認してください";
    private const string Chinese = "这是一个新的目录，我们有很多书。用户可以看到价格和时间，也可以在这里说说你的想法";
    private const string Taiwanese = "這是一個新的目錄，我們有很多書。用戶可以看到價格和時間，也可以在這裡說說你的想法";
    private const string Korean = "이 목록에는 새로운 책이 많이 있습니다. 가격과 재고를 확인하고 주문하세요";
    private const string German = "Bücher für große Mädchen: schöne Kopfhörer, 12,99 €, Größe wählbar, täglich geöffnet";
    private const string Polish = "Książki używane: świetne słuchawki, cena do uzgodnienia, możliwość odbioru w Łodzi, żółte";
    private const string Greek = "Κατάλογος βιβλίων: πωλούνται ακουστικά σε άριστη κατάσταση, τιμή συζητήσιμη";
    private const string Hebrew = "קטלוג הספרים החדש: אוזניות למכירה במצב מצוין, המחיר נתון למשא ומתן";
    private const string Arabic = "دليل الكتب الجديدة: سماعات للبيع في حالة ممتازة والسعر قابل للتفاوض";
    private const string Thai = "รายการหนังสือใหม่ของเรา ราคาและสินค้าคงคลัง กรุณาตรวจสอบก่อนสั่งซื้อ";
    private const string Turkish = "Yeni kitap kataloğumuz: çok iyi durumda kulaklık, fiyatı görüşülür, İstanbul içi ücretsiz şehir";

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("cp866", Russian)]
    [InlineData("iso-8859-5", Russian)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("iso-2022-jp", Japanese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", Taiwanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("windows-1252", German)]
    [InlineData("windows-1250", Polish)]
    [InlineData("windows-1253", Greek)]
    [InlineData("windows-1254", Turkish)]
    [InlineData("windows-1255", Hebrew)]
    [InlineData("windows-1256", Arabic)]
    [InlineData("windows-874", Thai)]
    [InlineData("utf-8", Russian)]
    [InlineData("utf-16", Russian)]
    [InlineData("utf-16be", Chinese)]
    public void Decode_WithoutDeclaration_IsFoundOut(string charset, string text)
    {
        var page = $"<html><head><title>{text}</title></head><body><h1 class=\"big\">{text}</h1></body></html>";

        Assert.Equal(page, PageDecoder.Decode(CharacterSets.Find(charset)!.GetBytes(page), "text/html", null));
    }

    [Theory]
    [InlineData("windows-1251", "Каталог объявлений")]
    [InlineData("koi8-r", "Объявления и цены")]
    [InlineData("windows-1252", "café")]
    public void Decode_FewWords_AreEnough(string charset, string text) =>
        Assert.Equal(text, PageDecoder.Decode(CharacterSets.Find(charset)!.GetBytes(text), null, null));

    [Fact]
    public void Decode_DeclaredAsUtf8AndIsNot_IsFoundOut() =>
        Assert.Equal(Russian, PageDecoder.Decode(CharacterSets.Find("windows-1251")!.GetBytes(Russian), "text/html; charset=utf-8", null));

    [Fact]
    public void Decode_HeaderLiesAndTheXmlDoesNot_TheXmlCounts()
    {
        const string Feed = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><rss>да</rss>";

        Assert.Equal(Feed, PageDecoder.Decode(CharacterSets.Find("koi8-r")!.GetBytes(Feed), "text/xml; charset=utf-8", null));
    }

    [Fact]
    public void Decode_Utf8WithASpoiltByte_StaysUtf8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Russian), 0xD0, .. Encoding.UTF8.GetBytes(Russian)];

        Assert.StartsWith(Russian, PageDecoder.Decode(bytes, "text/html; charset=utf-8", null), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[]>(bytes => _ = PageDecoder.Decode(bytes ?? [], "text/html", null)).QuickCheckThrowOnFailure();
}
