using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Charts;

/// <summary>Stacked bars, each a link. A MudChart has no links, no keyboard and keeps an aspect ratio of its own.</summary>
public sealed partial class BarChart
{
    private double _top = 2;

    /// <summary>What the chart shows, for those who do not see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Bar> Bars { get; set; }

    protected override void OnParametersSet()
    {
        SetLinks(Bars.Count);
        _top = Top(Bars.Select(bar => bar.Parts.Sum(part => part.Value)).DefaultIfEmpty(0).Max());
    }

    /// <summary>The least of 2, 4, 10, 20, 40, 100 … that holds all: half of it is a whole number.</summary>
    private static double Top(double most)
    {
        for (var decade = 1.0; ; decade *= 10)
        {
            foreach (var top in (double[])[2 * decade, 4 * decade, 10 * decade])
            {
                if (most <= top)
                    return top;
            }
        }
    }
}

/// <summary>One bar.</summary>
/// <param name="Words">All that it says, for those who hover over it or hear it.</param>
/// <param name="Mark">What stands below it on the axis, or null.</param>
/// <param name="Parts">From the top down.</param>
public sealed record Bar(string Words, string Href, string? Mark, IReadOnlyList<BarPart> Parts);

/// <summary>A part of a bar.</summary>
/// <param name="Tone"><c>good</c>, <c>bad</c>, <c>lost</c>, <c>warn</c>, <c>live</c>, <c>idle</c>.</param>
public sealed record BarPart(string Tone, double Value);
