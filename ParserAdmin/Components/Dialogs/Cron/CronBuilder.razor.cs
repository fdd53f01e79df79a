using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Dialogs.Cron;

/// <summary>Writes a cron expression out of what people choose, and says of one that they write what each field means.</summary>
public sealed partial class CronBuilder
{
    private static readonly int[] Steps = [1, 2, 5, 10, 15, 20, 30];
    private static readonly string[] Weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    private readonly HashSet<string> _weekdays = ["MON"];
    private CronPattern _pattern;
    private int _every = 15;
    private int _minute;
    private int _day = 1;
    private string _time = "03:00";
    private string? _built;

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    protected override void OnParametersSet()
    {
        // Once a person writes by hand, what was chosen before no longer says what the text does.
        if (_built != Value)
            _pattern = CronPattern.ByHand;
    }

    private Task Choose(CronPattern pattern)
    {
        _pattern = pattern;
        return pattern == CronPattern.ByHand ? Task.CompletedTask : Build(() => { });
    }

    private Task Build(Action choose)
    {
        choose();
        var (hour, minute) = TimeOnly.TryParse(_time, CultureInfo.InvariantCulture, out var time) ? (time.Hour, time.Minute) : (0, 0);
        _built = _pattern switch
        {
            CronPattern.Minutes => Text($"*/{_every} * * * *"),
            CronPattern.Hourly => Text($"{_minute} * * * *"),
            CronPattern.Weekly => Text($"{minute} {hour} * * {string.Join(',', Weekdays.Where(_weekdays.Contains))}"),
            CronPattern.Monthly => Text($"{minute} {hour} {_day} * *"),
            _ => Text($"{minute} {hour} * * *"),
        };
        return ValueChanged.InvokeAsync(_built);
    }

    /// <summary>One day stays: none at all would be no expression.</summary>
    private void Toggle(string day)
    {
        if (!_weekdays.Remove(day))
            _weekdays.Add(day);
        else if (_weekdays.Count == 0)
            _weekdays.Add(day);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Words(CronPattern pattern) =>
        pattern switch
        {
            CronPattern.Minutes => "every so many minutes by the clock",
            CronPattern.Hourly => "once an hour",
            CronPattern.Daily => "once a day",
            CronPattern.Weekly => "on certain weekdays",
            CronPattern.Monthly => "once a month",
            _ => "by hand, in the field below",
        };
}

/// <summary>The common kinds of expressions.</summary>
public enum CronPattern
{
    ByHand,
    Minutes,
    Hourly,
    Daily,
    Weekly,
    Monthly,
}
