using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Sections;
using ParserAdmin.Components.Layout;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The safety bar with the place under it where its notices appear, as in the layout.</summary>
internal sealed class SafetyBarHost : ComponentBase
{
    public static IRenderedComponent<SafetyBarHost> Render(PageHost host) => host.Page.Render<SafetyBarHost>();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<SafetyBar>(0);
        builder.CloseComponent();
        builder.OpenComponent<SectionOutlet>(1);
        builder.AddAttribute(2, nameof(SectionOutlet.SectionName), SafetyBar.Notices);
        builder.CloseComponent();
    }
}
