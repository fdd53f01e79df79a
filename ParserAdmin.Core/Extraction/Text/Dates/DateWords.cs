namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>
/// The words of dates in the languages of the sites that people parse, in small letters. One table, so that each machine reads the same.
/// </summary>
internal static class DateWords
{
    /// <summary>Month names, their genitives and usual short forms, to 1 to 12.</summary>
    public static readonly IReadOnlyDictionary<string, int> Months = Table(
        (1, "january jan januar januari janvier janv enero ene janeiro gennaio gen ianuarie ian января январь янв січень січня січ "
            + "styczeń stycznia sty leden ledna led január ledna janúar tammikuu tammikuuta ocak oca ιανουάριος ιανουαρίου ιαν януари "
            + "siječanj siječnja يناير ינואר มกราคม janvāris"),
        (2, "february feb februar februari février févr fév fevrier febrero fevereiro fev febbraio februarie февраля февраль фев лютий "
            + "лютого лют luty lutego lut únor února úno február febrúar helmikuu helmikuuta şubat şub φεβρουάριος φεβρουαρίου φεβ "
            + "февруари veljača veljače فبراير פברואר กุมภาพันธ์"),
        (3, "march mar märz mrz maart mrt mars marzo março marco martie марта март мар березень березня бер marzec marca březen března "
            + "bře március marec maaliskuu maaliskuuta mart μάρτιος μαρτίου μαρ ožujak ožujka مارس מרץ มีนาคม"),
        (4, "april apr avril avr abril abr aprile aprilie апреля апрель апр квітень квітня кві kwiecień kwietnia kwi duben dubna dub "
            + "április apríl huhtikuu huhtikuuta nisan nis απρίλιος απριλίου απρ април travanj travnja أبريل ابريل אפריל เมษายน"),
        (5, "may mai mei maj mayo maio maggio mag мая май травень травня тра maja květen května kvě május maí máj toukokuu toukokuuta "
            + "mayıs μάιος μαΐου μαϊ svibanj svibnja مايو מאי พฤษภาคม"),
        (6, "june jun juni juin junio junho giugno giu iunie июня июнь июн червень червня чер czerwiec czerwca cze červen června čvn "
            + "június jún júní kesäkuu kesäkuuta haziran haz ιούνιος ιουνίου ιουν юни lipanj lipnja يونيو יוני มิถุนายน"),
        (7, "july jul juli juillet juil julio julho luglio lug iulie июля июль июл липень липня лип lipiec lipca lip červenec července "
            + "čvc július júl júlí heinäkuu heinäkuuta temmuz tem ιούλιος ιουλίου ιουλ юли srpanj srpnja يوليو יולי กรกฎาคม"),
        (8, "august aug août aout agosto ago augustus augusti августа август авг серпень серпня сер sierpień sierpnia sie srpen srpna srp "
            + "augusztus ágúst elokuu elokuuta ağustos ağu αύγουστος αυγούστου αυγ kolovoz kolovoza أغسطس אוגוסט สิงหาคม"),
        (9, "september sep sept septembre septiembre setiembre setembro set settembre septembrie сентября сентябрь сен сент вересень "
            + "вересня вер wrzesień września wrz září zář szeptember syyskuu syyskuuta eylül eyl σεπτέμβριος σεπτεμβρίου σεπ септември "
            + "rujan rujna سبتمبر ספטמבר กันยายน"),
        (10, "october oct oktober okt octobre octubre outubro out ottobre ott octombrie октября октябрь окт жовтень жовтня жов "
            + "październik października paź říjen října říj október lokakuu lokakuuta ekim eki οκτώβριος οκτωβρίου οκτ октомври أكتوبر "
            + "אוקטובר ตุลาคม"),
        (11, "november nov novembre noviembre novembro noiembrie ноября ноябрь ноя нояб листопад листопада лис listopad listopada lis "
            + "nóvember marraskuu marraskuuta kasım kas νοέμβριος νοεμβρίου νοε ноември studeni studenoga نوفمبر נובמבר พฤศจิกายน"),
        (12, "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre decembrie декабря декабрь дек грудень "
            + "грудня гру grudzień grudnia gru prosinec prosince pro joulukuu joulukuuta aralık ara δεκέμβριος δεκεμβρίου δεκ декември "
            + "prosinac prosinca ديسمبر דצמבר ธันวาคม"));

    /// <summary>Units of time, to seconds; a month is -1 and a year -12, because their lengths differ.</summary>
    public static readonly IReadOnlyDictionary<string, int> Units = Table(
        (1, "second seconds sec secs s sekunde sekunden sek seconde secondes segundo segundos seg secondo secondi seconden секунда "
            + "секунды секунд секунду сек секунди sekunda sekundy sekund sekundę sekundami sekunder saniye másodperce másodperccel "
            + "secunde sekuntia δευτερόλεπτα 秒 秒钟 秒鐘 초 giây detik วินาที ثانية ثوان שניות सेकंड"),
        (60, "minute minutes min mins m minuten minuto minutos minuti minuut minuten минута минуты минут минуту мин хвилина хвилини "
            + "хвилин хвилину minuta minuty minut minutę minutami minutu minuter minutter dakika dk perce perccel minuttia λεπτά λεπτό 分 "
            + "分钟 分鐘 分間 분 phút menit นาที دقيقة دقائق דקות मिनट"),
        (1800, "полчаса півгодини halbestunde"),
        (3600, "hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur час часа часов ч година години годин годину "
            + "godzina godziny godzin godzinę godz hodina hodiny hodinou hodinami hodin hodinu timme timmar time timer saat órája órával "
            + "tuntia tunti ώρες ώρα 小时 小時 時間 시간 giờ jam ชั่วโมง ساعة ساعات שעות שעה घंटे घंटा"),
        (86400, "day days d tag tage tagen jour jours j día días dia dias giorno giorni gg dag dagen dagar dage день дня дней дн дні днів "
            + "dzień dni dnia dny dnem den dnů gün napja nappal zi zile päivää päivä ημέρες μέρες ημέρα 天 日 日間 일 ngày hari วัน يوم أيام "
            + "ימים יום दिन"),
        (604800, "week weeks wk wks w woche wochen semaine semaines sem semana semanas settimana settimane weken неделя недели недель "
            + "неделю нед тиждень тижні тижнів tydzień tygodnie tygodni týden týdny týdnem vecka veckor uge uger uke uker hafta hete "
            + "héttel săptămână săptămâni viikkoa εβδομάδες εβδομάδα 周 週 週間 星期 주 tuần minggu สัปดาห์ أسبوع أسابيع שבועות हफ्ते"),
        (-1, "month months mo mos monat monate monaten mois mes meses mês mese mesi maand maanden месяц месяца месяцев мес місяць місяці "
            + "місяців miesiąc miesiące miesięcy měsíc měsíce měsícem měsíci månad månader måned måneder ay hónapja lună luni kuukautta "
            + "kuukausi μήνες μήνα 个月 個月 か月 ヶ月 カ月 ヵ月 개월 달 tháng bulan เดือน شهر أشهر חודשים महीने"),
        (-12, "year years yr yrs y jahr jahre jahren année années ans año años ano anos anno anni jaar год года лет рік роки років rok "
            + "lata lat rokem roky lety år yıl éve évvel ani vuotta χρόνια 年 年間 년 năm tahun ปี سنة سنوات שנים साल"));

    public static readonly IReadOnlySet<string> Past = Set(
        "ago назад тому vor il hace há ha atrás atras fa geleden temu před pred sedan siden sitten önce ezelőtt acum πριν 前 전 trước lalu "
        + "ที่แล้ว ที่ผ่านมา पहले לפני منذ قبل");

    public static readonly IReadOnlySet<string> Future = Set("in через dans tra fra za за over sonra later 后 後 후");

    /// <summary>Words for a day, to its distance from today.</summary>
    public static readonly IReadOnlyDictionary<string, int> Days = Table(
        (0, "today сегодня heute aujourd hoy hoje oggi vandaag dzisiaj dziś dnes сьогодні idag tänään bugün azi σήμερα днес danas 今日 今天 "
            + "오늘 วันนี้ اليوم היום"),
        (-1, "yesterday вчера gestern hier ayer ontem ieri gisteren wczoraj včera вчора igår eilen dün tegnap χθες χτες jučer 昨日 昨天 어제 "
            + "เมื่อวาน أمس אתמול kemarin"),
        (-2, "позавчера vorgestern anteayer anteontem eergisteren przedwczoraj předevčírem позавчора förrgår 前天 一昨日 おととい 그저께"),
        (1, "tomorrow завтра morgen demain mañana amanhã domani jutro zítra imorgon huomenna yarın holnap mâine 明日 明天 내일"));

    /// <summary>Days of the week, Sunday being 0. Short forms only where they mean nothing else.</summary>
    public static readonly IReadOnlyDictionary<string, int> Weekdays = Table(
        (0, "sunday sun sonntag dimanche domingo domenica zondag воскресенье вс неділя niedziela neděle söndag søndag pazar 日曜日 星期日 星期天 "
            + "일요일"),
        (1, "monday mon montag lundi lunes lunedì maandag понедельник пн понеділок poniedziałek pondělí måndag mandag pazartesi 月曜日 星期一 "
            + "월요일"),
        (2, "tuesday tue tues dienstag mardi martes martedì dinsdag вторник вт вівторок wtorek úterý tisdag tirsdag salı 火曜日 星期二 화요일"),
        (3, "wednesday wed mittwoch mercredi miércoles mercoledì woensdag среда среду ср середа середу środa středa onsdag çarşamba 水曜日 "
            + "星期三 수요일"),
        (4, "thursday thu thur thurs donnerstag jeudi jueves giovedì donderdag четверг чт четвер czwartek čtvrtek torsdag perşembe 木曜日 "
            + "星期四 목요일"),
        (5, "friday fri freitag vendredi viernes venerdì vrijdag пятница пятницу пт piątek pátek fredag cuma 金曜日 星期五 금요일"),
        (6, "saturday samstag samedi sábado sabato zaterdag суббота субботу сб субота суботу sobota lördag lørdag cumartesi 土曜日 星期六 토요일"));

    public static readonly IReadOnlySet<string> Now = Set(
        "now just moments сейчас только щойно gerade soeben instant ahora agora adesso zojuist teraz właśnie 刚刚 刚才 剛剛 剛才 たった今 방금");

    /// <summary>Marks of the half of the day, to whether it is the second.</summary>
    public static readonly IReadOnlyDictionary<string, int> Halves = Table((0, "am 午前 上午 오전"), (1, "pm 午後 下午 오후"));

    /// <summary>What follows a number and says which part of the date it is.</summary>
    public static readonly IReadOnlyDictionary<string, int> Parts = Table(
        (DatePart.Year, "年 년"), (DatePart.Month, "月 월"), (DatePart.Day, "日 일 号 號"),
        (DatePart.Hour, "時 时 点 點 시 uhr h"), (DatePart.Minute, "分 분"), (DatePart.Second, "秒 초"));

    // Only the tables' own words count here, so that an unknown sign costs one step.
    private static readonly HashSet<string> Eastern =
        Months.Keys.Concat(Units.Keys).Concat(Past).Concat(Future).Concat(Days.Keys).Concat(Weekdays.Keys)
            .Concat(Now).Concat(Halves.Keys).Concat(Parts.Keys).Where(word => word[0] >= '\u0E00').ToHashSet();

    private static readonly int Longest = Eastern.Max(word => word.Length);

    /// <summary>How long the longest word is that begins here; 0 for none.</summary>
    public static int LongestAt(string text, int at)
    {
        for (var length = Math.Min(Longest, text.Length - at); length > 0; length--)
        {
            if (Eastern.Contains(text.Substring(at, length)))
                return length;
        }

        return 0;
    }

    private static Dictionary<string, int> Table(params ReadOnlySpan<(int Value, string Words)> rows)
    {
        var table = new Dictionary<string, int>();
        foreach (var (value, words) in rows)
        {
            foreach (var word in words.Split(' '))
                table.TryAdd(word, value);
        }

        return table;
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
