using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>How a figure went, as a line without axes; its words are its label. A MudChart cannot do without its axes.</summary>
public sealed partial class Sparkline
{
    private const double Bottom = 30;
    private const double Height = 27;
    private string _line = "";
    private string _area = "";

    /// <summary>At even distances, oldest first; nothing below zero.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<double> Data { get; set; }

    /// <summary>What it shows, for those who do not see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary><c>bad</c> for what nobody wants; else empty.</summary>
    [Parameter]
    public string Tone { get; set; } = "";

    protected override void OnParametersSet()
    {
        var top = Math.Max(1, Data.Count == 0 ? 1 : Data.Max());
        var step = Data.Count > 1 ? 100.0 / (Data.Count - 1) : 100;
        _line =
            "M"
            + string.Join(
                " L",
                Data.Select((value, at) => string.Create(CultureInfo.InvariantCulture, $"{at * step:0.##} {Y(value / top):0.##}"))
                    .DefaultIfEmpty("0 30 L100 30")
            );
        _area = $"{_line} L100 32 L0 32 Z";
    }

    private static double Y(double share) => Bottom - (Height * share);
}
