using System.Globalization;
using ParserAdmin.Core.Extraction.Text.Dates;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class DateTests
{
    // A Friday, 14:30 in Berlin.
    private static readonly FixedClock Clock = new(new DateTimeOffset(2024, 3, 15, 13, 30, 0, TimeSpan.Zero));

    [Theory]
    // ISO 8601
    [InlineData("2024-03-05", "2024-03-05 00:00:00")]
    [InlineData("2024-03-05T14:05", "2024-03-05 14:05:00")]
    [InlineData("2024-03-05T14:05:06.5Z", "2024-03-05 14:05:06")]
    [InlineData("2024-03-05 14:05:06 +02:00", "2024-03-05 12:05:06")]
    [InlineData("2024-03-05T14:05:06-0330", "2024-03-05 17:35:06")]
    [InlineData("20240305", "2024-03-05 00:00:00")]
    [InlineData("20240305T140506Z", "2024-03-05 14:05:06")]
    [InlineData("20240305140506", "2024-03-05 14:05:06")]
    [InlineData("2024-03", "2024-03-01 00:00:00")]
    [InlineData("2024", "2024-01-01 00:00:00")]
    [InlineData("2024-03-05T24:00:00Z", "2024-03-06 00:00:00")]
    // RFC 822 and its dirt
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01 19:48:21")]
    [InlineData("Thu, 01 Jan 04 19:48:21 EST", "2004-01-02 00:48:21")]
    [InlineData("Thur, 1 January 2004 19:48 +0100 (CET)", "2004-01-01 18:48:00")]
    [InlineData("Thu,  1 Jan 2004 19:48:21 PDT", "2004-01-02 02:48:21")]
    [InlineData("01 Jan 99 00:00:00 UT", "1999-01-01 00:00:00")]
    [InlineData("Tue, 26 Oct 2004 14:01:01 CT", "2004-10-26 19:01:01")]
    [InlineData("Mon, 05 Sept 2011 10:00:00 GMT+0200", "2011-09-05 08:00:00")]
    [InlineData("Wed Jul  3 12:00:00 2019", "2019-07-03 12:00:00")]
    [InlineData("Sat, 31 Dec 2005 24:00:00 Z", "2006-01-01 00:00:00")]
    // Words of many languages
    [InlineData("March 5, 2024 2:05 PM", "2024-03-05 14:05:00")]
    [InlineData("5th of March 2024, 12:05 a.m.", "2024-03-05 00:05:00")]
    [InlineData("Posted on 5 Mar 2024 at 14:05", "2024-03-05 14:05:00")]
    [InlineData("5 марта 2024 г. в 14:05", "2024-03-05 14:05:00")]
    [InlineData("5 березня 2024", "2024-03-05 00:00:00")]
    [InlineData("Dienstag, 5. März 2024, 14:05 Uhr", "2024-03-05 14:05:00")]
    [InlineData("5. März 2024 14.05 Uhr", "2024-03-05 14:05:00")]
    [InlineData("mar. 5 mars 2024 à 14h05", "2024-03-05 14:05:00")]
    [InlineData("5 août 2024", "2024-08-05 00:00:00")]
    [InlineData("5 de marzo de 2024", "2024-03-05 00:00:00")]
    [InlineData("5 de março de 2024 às 14h05", "2024-03-05 14:05:00")]
    [InlineData("5 marzo 2024", "2024-03-05 00:00:00")]
    [InlineData("5 maart 2024", "2024-03-05 00:00:00")]
    [InlineData("5 marca 2024", "2024-03-05 00:00:00")]
    [InlineData("5. března 2024", "2024-03-05 00:00:00")]
    [InlineData("5 mars 2024", "2024-03-05 00:00:00")]
    [InlineData("5. maaliskuuta 2024", "2024-03-05 00:00:00")]
    [InlineData("5 Mart 2024", "2024-03-05 00:00:00")]
    [InlineData("2024. március 5.", "2024-03-05 00:00:00")]
    [InlineData("5 martie 2024", "2024-03-05 00:00:00")]
    [InlineData("5 Μαρτίου 2024", "2024-03-05 00:00:00")]
    [InlineData("2024年3月5日 14時05分06秒", "2024-03-05 14:05:06")]
    [InlineData("2024年3月5日下午2点05分", "2024-03-05 14:05:00")]
    [InlineData("2024년 3월 5일 오후 2:05", "2024-03-05 14:05:00")]
    [InlineData("٥ مارس ٢٠٢٤", "2024-03-05 00:00:00")]
    // Numbers
    [InlineData("05.03.2024 14:05", "2024-03-05 14:05:00")]
    [InlineData("5. 3. 2024", "2024-03-05 00:00:00")]
    [InlineData("05.03.24", "2024-03-05 00:00:00")]
    [InlineData("12.30.2023", "2023-12-30 00:00:00")]
    [InlineData("Mar-05-2024", "2024-03-05 00:00:00")]
    [InlineData("05-MAR-24 14:05", "2024-03-05 14:05:00")]
    [InlineData("25/03/2024", "2024-03-25 00:00:00")]
    [InlineData("03/25/2024 2:05pm", "2024-03-25 14:05:00")]
    [InlineData("2024/3/5 14:05", "2024-03-05 14:05:00")]
    [InlineData("2024. 3. 5.", "2024-03-05 00:00:00")]
    [InlineData("1709647506", "2024-03-05 14:05:06")]
    [InlineData("1709647506000", "2024-03-05 14:05:06")]
    [InlineData("1709647506.0", "2024-03-05 14:05:06")]
    [InlineData("1709647506.25", "2024-03-05 14:05:06")]
    [InlineData("5 มีนาคม 2567", "2024-03-05 00:00:00")]
    // Without a year: the last such day
    [InlineData("5 Mar 14:05", "2024-03-05 14:05:00")]
    [InlineData("5 мая в 14:05", "2023-05-05 14:05:00")]
    [InlineData("24.12.", "2023-12-24 00:00:00")]
    [InlineData("29 Feb", "2024-02-29 00:00:00")]
    public void Read_Date_IsUtc(string text, string expected) => Assert.Equal(expected, Read(text, "UTC"));

    [Theory]
    [InlineData("3 hours ago", "2024-03-15 10:30:00")]
    [InlineData("about an hour ago", "2024-03-15 12:30:00")]
    [InlineData("half an hour ago", "2024-03-15 13:00:00")]
    [InlineData("1 hour, 20 minutes ago", "2024-03-15 12:10:00")]
    [InlineData("2d", "2024-03-13 13:30:00")]
    [InlineData("a month ago", "2024-02-15 13:30:00")]
    [InlineData("2 years ago", "2022-03-15 13:30:00")]
    [InlineData("in 2 days", "2024-03-17 13:30:00")]
    [InlineData("just now", "2024-03-15 13:30:00")]
    [InlineData("только что", "2024-03-15 13:30:00")]
    [InlineData("5 минут назад", "2024-03-15 13:25:00")]
    [InlineData("час назад", "2024-03-15 12:30:00")]
    [InlineData("полчаса назад", "2024-03-15 13:00:00")]
    [InlineData("2 години тому", "2024-03-15 11:30:00")]
    [InlineData("vor 2 Tagen", "2024-03-13 13:30:00")]
    [InlineData("vor einer Stunde", "2024-03-15 12:30:00")]
    [InlineData("il y a 3 jours", "2024-03-12 13:30:00")]
    [InlineData("il y a un an", "2023-03-15 13:30:00")]
    [InlineData("hace 2 semanas", "2024-03-01 13:30:00")]
    [InlineData("há 2 dias", "2024-03-13 13:30:00")]
    [InlineData("2 dias atrás", "2024-03-13 13:30:00")]
    [InlineData("2 giorni fa", "2024-03-13 13:30:00")]
    [InlineData("2 dagen geleden", "2024-03-13 13:30:00")]
    [InlineData("2 dni temu", "2024-03-13 13:30:00")]
    [InlineData("před 2 dny", "2024-03-13 13:30:00")]
    [InlineData("för 2 dagar sedan", "2024-03-13 13:30:00")]
    [InlineData("2 timer siden", "2024-03-15 11:30:00")]
    [InlineData("2 tuntia sitten", "2024-03-15 11:30:00")]
    [InlineData("2 gün önce", "2024-03-13 13:30:00")]
    [InlineData("2 nappal ezelőtt", "2024-03-13 13:30:00")]
    [InlineData("acum 2 zile", "2024-03-13 13:30:00")]
    [InlineData("πριν από 2 ώρες", "2024-03-15 11:30:00")]
    [InlineData("3時間前", "2024-03-15 10:30:00")]
    [InlineData("3小时前", "2024-03-15 10:30:00")]
    [InlineData("3시간 전", "2024-03-15 10:30:00")]
    [InlineData("3 ชั่วโมงที่แล้ว", "2024-03-15 10:30:00")]
    [InlineData("منذ 3 ساعات", "2024-03-15 10:30:00")]
    [InlineData("לפני 3 שעות", "2024-03-15 10:30:00")]
    [InlineData("3 giờ trước", "2024-03-15 10:30:00")]
    public void Read_Distance_CountsFromTheClock(string text, string expected) => Assert.Equal(expected, Read(text, "UTC"));

    [Theory]
    [InlineData("вчера в 14:05", "2024-03-14 13:05:00")]
    [InlineData("сегодня, 00:10", "2024-03-14 23:10:00")]
    [InlineData("позавчера", "2024-03-12 23:00:00")]
    [InlineData("Yesterday at 2:05 PM", "2024-03-14 13:05:00")]
    [InlineData("heute, 09:00 Uhr", "2024-03-15 08:00:00")]
    [InlineData("aujourd'hui à 9h05", "2024-03-15 08:05:00")]
    [InlineData("avant-hier", "2024-03-12 23:00:00")]
    [InlineData("ayer 14:05", "2024-03-14 13:05:00")]
    [InlineData("今天 14:05", "2024-03-15 13:05:00")]
    [InlineData("14:05", "2024-03-15 13:05:00")]
    [InlineData("15:00", "2024-03-15 14:00:00")] // half an hour ahead: the site's clock
    [InlineData("23:55", "2024-03-14 22:55:00")]
    [InlineData("Tuesday at 9:33 PM", "2024-03-12 20:33:00")]
    [InlineData("Friday at 9:33 PM", "2024-03-08 20:33:00")]
    [InlineData("Friday at 9:33 AM", "2024-03-15 08:33:00")]
    [InlineData("в среду, 12:00", "2024-03-13 11:00:00")]
    [InlineData("Sonntag", "2024-03-09 23:00:00")]
    [InlineData("05.07.2024 14:05", "2024-07-05 12:05:00")]
    [InlineData("31.03.2024 02:30", "2024-03-31 01:30:00")] // an hour that summer time skips
    [InlineData("05.07.2024 14:05 UTC", "2024-07-05 14:05:00")]
    [InlineData("05.07.2024 14:05 MSK", "2024-07-05 11:05:00")]
    public void Read_WithoutZone_IsInTheZoneGiven(string text, string expected) => Assert.Equal(expected, Read(text, "Europe/Berlin"));

    [Theory]
    [InlineData("03/04/2024", "dmy", "2024-04-03 00:00:00")]
    [InlineData("03/04/2024", "mdy", "2024-03-04 00:00:00")]
    [InlineData("24-03-05", "ymd", "2024-03-05 00:00:00")]
    public void Read_Ambiguous_NeedsAnOrder(string text, string order, string expected)
    {
        Assert.Equal(
            expected,
            Read(
                text,
                "UTC",
                order switch
                {
                    "dmy" => DateOrder.DayMonthYear,
                    "mdy" => DateOrder.MonthDayYear,
                    _ => DateOrder.YearMonthDay,
                }
            )
        );
        Assert.Contains("order: dmy", order == "ymd" ? "order: dmy" : Read(text, "UTC"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("31 February 2024")]
    [InlineData("31 February")]
    [InlineData("令和6年12月31日")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("2024-13-45")]
    [InlineData("1.2.3.4.5")]
    [InlineData("99999999 years ago")]
    [InlineData("999999 years ago")]
    [InlineData("42 items")]
    public void Read_NoDate_SaysSo(string text) => Assert.Contains("it is no date", Read(text, "UTC"), StringComparison.Ordinal);

    /// <summary>The site's clock may be ahead of ours.</summary>
    [Theory]
    [InlineData("1 Jan 00:05", "2025-01-01 00:05:00")]
    [InlineData("31 Dec 23:30", "2024-12-31 23:30:00")]
    [InlineData("2 Jan", "2024-01-02 00:00:00")]
    public void Read_WithoutYearAtItsTurn_IsTheNearestDay(string text, string expected)
    {
        var clock = new FixedClock(new DateTimeOffset(2024, 12, 31, 22, 0, 0, TimeSpan.Zero));

        Assert.Equal(
            expected,
            new DateReader(TimeZoneInfo.Utc, DateOrder.Unknown, clock)
                .Read(text)
                .Time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        );
    }

    private static string? Read(string text, string zone, int order = 0) => Read(text, zone, (DateOrder)order);

    private static string? Read(string text, string zone, DateOrder order)
    {
        var outcome = new DateReader(TimeZoneInfo.FindSystemTimeZoneById(zone), order, Clock).Read(text);
        return outcome.Time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? outcome.Failure;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
