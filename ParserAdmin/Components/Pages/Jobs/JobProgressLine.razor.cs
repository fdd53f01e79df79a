using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>How far a running job is: a share where the site tells how much there is, else only that it moves.</summary>
public sealed partial class JobProgressLine
{
    [Parameter, EditorRequired]
    public required JobCounts Counts { get; set; }

    [Parameter]
    public DateTime? StartedAt { get; set; }

    [Parameter]
    public DateTime Now { get; set; }

    private TimeSpan Age => StartedAt is { } started && Now > started ? Now - started : TimeSpan.Zero;

    private int? Percent => Counts.Percent;

    private string Words
    {
        get
        {
            var rate =
                Age > TimeSpan.FromSeconds(1)
                    ? string.Create(CultureInfo.InvariantCulture, $", {Counts.ItemsProcessed / Age.TotalSeconds:0.0}/s")
                    : "";
            return $"{Counts.Share}, {Counts.Pages} pages{rate}, {Times.Duration(Age)}";
        }
    }
}
