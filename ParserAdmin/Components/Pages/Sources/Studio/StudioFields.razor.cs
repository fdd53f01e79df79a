using Microsoft.AspNetCore.Components;
using ParserAdmin.Core;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>The fields of a row: the value, and how it came about. All of it is text.</summary>
public sealed partial class StudioFields
{
    private const int LongestText = 300;

    [Parameter, EditorRequired]
    public required PreviewRow Row { get; set; }

    private static string Short(string text) => text.Excerpt(LongestText);

    private static string Kind(FieldValue value) =>
        value switch
        {
            ListValue => "list",
            NumberValue => "number",
            MoneyValue => "money",
            TimeValue => "time",
            _ => "text",
        };

    private static RenderFragment Texts(IReadOnlyList<string> texts) =>
        builder =>
        {
            if (texts.Count == 0)
            {
                builder.OpenElement(0, "span");
                builder.AddAttribute(1, "class", "muted");
                builder.AddContent(2, "nothing");
                builder.CloseElement();
            }

            foreach (var text in texts)
            {
                builder.OpenElement(3, "q");
                builder.AddContent(4, Short(text));
                builder.CloseElement();
                builder.AddContent(5, " ");
            }
        };
}
