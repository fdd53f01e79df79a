using Microsoft.AspNetCore.Components;
using ParserAdmin.Core;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>The rows of a page, one of them open.</summary>
public sealed partial class StudioRows
{
    private const int LongestTitle = 120;

    [Parameter, EditorRequired]
    public required Preview Preview { get; set; }

    /// <summary>From 0.</summary>
    [Parameter, EditorRequired]
    public int Selected { get; set; }

    [Parameter]
    public bool MayFetch { get; set; }

    /// <summary>Why no page may be fetched now.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public EventCallback<int> OnSelect { get; set; }

    [Parameter]
    public EventCallback<PreviewRow> OnDetail { get; set; }

    private static string Title(PreviewRow row)
    {
        var named =
            row.Fields.FirstOrDefault(field => field is { Name: "title", Value: not null })
            ?? row.Fields.FirstOrDefault(field => field.Value is not null);
        var text = named?.Value?.ToText() ?? "no field has a value";
        return text.Excerpt(LongestTitle);
    }
}
