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

    private int? Percent => Counts.ItemsExpected > 0 ? Math.Clamp((int)(100.0 * Counts.ItemsProcessed / Counts.ItemsExpected), 0, 100) : null;

    private string Words
    {
        get
        {
            var share = Counts.ItemsExpected > 0 ? $"{Counts.ItemsProcessed} of {Counts.ItemsExpected} items" : $"{Counts.ItemsProcessed} items";
            var rate = Age > TimeSpan.FromSeconds(1) ? string.Create(CultureInfo.InvariantCulture, $", {Counts.ItemsProcessed / Age.TotalSeconds:0.0}/s") : "";
            return $"{share}, {Counts.Pages} pages{rate}, {Times.Duration(Age)}";
        }
    }
}
