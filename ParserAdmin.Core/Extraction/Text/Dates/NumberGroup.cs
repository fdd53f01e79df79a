namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Numbers joined by one kind of mark: 05.03.2024, 3/5/24, 2024-03.</summary>
/// <param name="Mark">'.', '/' or '-'.</param>
/// <param name="Numbers">One to three.</param>
/// <param name="Length">How many tokens they take.</param>
internal sealed record NumberGroup(char Mark, IReadOnlyList<DateToken> Numbers, int Length)
{
    public int Count => Numbers.Count;

    public static NumberGroup Read(IReadOnlyList<DateToken> tokens, int at)
    {
        var numbers = new List<DateToken> { tokens[at] };
        var mark = at + 1 < tokens.Count && tokens[at + 1].Word is "." or "/" or "-" ? tokens[at + 1].Word![0] : ' ';
        var next = at + 1;
        while (
            numbers.Count < 3
            && next + 1 < tokens.Count
            && tokens[next].Word is [var found]
            && found == mark
            && tokens[next + 1].IsNumber
            && (mark != '.' || !tokens[next + 1].Spaced || numbers.Count == 1 || tokens[next + 1].Digits == 4)
        )
        {
            numbers.Add(tokens[next + 1]);
            next += 2;
        }

        return new NumberGroup(mark, numbers, next - at);
    }

    /// <summary>Gives each number its part: true; or false for numbers that make no date; or null when they make two.</summary>
    public bool? Assign(DateOrder order, Action<int, long> set)
    {
        if (Count == 2)
            return AssignTwo(order, set);
        var (a, b, c) = (Numbers[0], Numbers[1], Numbers[2]);
        if (a.Digits == 4 || (order == DateOrder.YearMonthDay && c.Digits <= 2))
            return Put(set, Year(a), b.Number, c.Number);
        if (c.Digits is not (2 or 4) || a.Digits > 2 || b.Digits > 2)
            return false;
        return Decide(a.Number, b.Number, order) switch
        {
            DateOrder.DayMonthYear => Put(set, Year(c), b.Number, a.Number),
            DateOrder.MonthDayYear => Put(set, Year(c), a.Number, b.Number),
            _ => null,
        };
    }

    private bool? AssignTwo(DateOrder order, Action<int, long> set)
    {
        var (a, b) = (Numbers[0], Numbers[1]);
        if (a.Digits == 4 || b.Digits == 4)
            return Put(set, Year(a.Digits == 4 ? a : b), a.Digits == 4 ? b.Number : a.Number, null);
        return Decide(a.Number, b.Number, order) switch
        {
            DateOrder.DayMonthYear => Put(set, null, b.Number, a.Number),
            DateOrder.MonthDayYear or DateOrder.YearMonthDay => Put(set, null, a.Number, b.Number),
            _ => null,
        };
    }

    // With points the day comes first wherever points are used.
    private DateOrder Decide(long first, long second, DateOrder order) =>
        order != DateOrder.Unknown ? order
        : first > 12 ? DateOrder.DayMonthYear
        : second > 12 ? DateOrder.MonthDayYear
        : Mark == '.' || first == second ? DateOrder.DayMonthYear
        : DateOrder.Unknown;

    private static long Year(DateToken token) => token.Digits == 4 ? token.Number : Century.Of((int)token.Number);

    private static bool Put(Action<int, long> set, long? year, long month, long? day)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return false;
        if (year is { } known)
            set(DatePart.Year, known);
        set(DatePart.Month, month);
        if (day is { } number)
            set(DatePart.Day, number);
        return true;
    }
}
