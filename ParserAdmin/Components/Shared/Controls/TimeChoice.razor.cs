using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>Narrows a list to a time: the last hours or days, or days of the person's choice, where the person is.</summary>
public sealed partial class TimeChoice
{
    /// <summary>Stands for days of the person's choice.</summary>
    private const string Days = "days";
    private bool _choosesDays;

    /// <summary>What happened then: "Asked for".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>A choice of <see cref="TimeSpanChoice"/>, or an ISO 8601 time.</summary>
    [Parameter, EditorRequired]
    public string? From { get; set; }

    /// <summary>An ISO 8601 time, which does not count in.</summary>
    [Parameter, EditorRequired]
    public string? To { get; set; }

    /// <summary>Called with the new <see cref="From"/> and <see cref="To"/>.</summary>
    [Parameter, EditorRequired]
    public EventCallback<(string? From, string? To)> OnChange { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo Local => Zone ?? TimeZoneInfo.Utc;

    private string When =>
        TimeSpanChoice.All.Any(choice => choice.Key == From) ? From!
        : _choosesDays || Start is not null || End is not null ? Days
        : "";

    private DateTime? Start => TimeSpanChoice.Time(From);

    private DateTime? End => TimeSpanChoice.Time(To);

    private DateRange? Range => Start is { } from ? new DateRange(Day(from), End is { } to ? Day(to.AddTicks(-1)) : Day(from)) : null;

    private string? Words =>
        (Start, End) switch
        {
            ({ } from, { } to) => $"{Label} from {Times.Local(from, Local)} to {Times.Local(to, Local)}",
            ({ } from, null) => $"{Label} since {Times.Local(from, Local)}",
            (null, { } to) => $"{Label} before {Times.Local(to, Local)}",
            _ => null,
        };

    private Task ChooseAsync(string? choice)
    {
        _choosesDays = choice == Days;
        return _choosesDays ? Task.CompletedTask : OnChange.InvokeAsync((choice, null));
    }

    private Task ChooseDaysAsync(DateRange? days) => OnChange.InvokeAsync((Moment(days?.Start), Moment(days?.End?.AddDays(1))));

    private DateTime Day(DateTime utc) => Times.In(Local, utc).Date;

    /// <summary>The beginning of a day where the person is; an hour later on the night on which that hour does not exist.</summary>
    private string? Moment(DateTime? day)
    {
        if (day is not { } local)
            return null;
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return Times.Iso(TimeZoneInfo.ConvertTimeToUtc(Local.IsInvalidTime(local) ? local.AddHours(1) : local, Local));
    }
}
