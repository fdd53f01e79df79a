using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Detail;

/// <summary>What a job did, in figures.</summary>
public sealed partial class JobNumbers
{
    [Parameter, EditorRequired]
    public required JobCounts Counts { get; set; }

    private (string Name, string Value, bool Bad)[] Numbers =>
        [
            ("Items", ChartText.Number(Counts.ItemsProcessed), false),
            ("New", ChartText.Number(Counts.ItemsNew), false),
            ("Changed", ChartText.Number(Counts.ItemsChanged), false),
            ("Failed", ChartText.Number(Counts.ItemsFailed), Counts.ItemsFailed > 0),
            ("Pages", ChartText.Number(Counts.Pages), false),
            ("Requests", ChartText.Number(Counts.Requests), false),
            ("Not modified", ChartText.Number(Counts.NotModified), false),
            ("Received", ChartText.Bytes(Counts.Bytes), false),
        ];
}
