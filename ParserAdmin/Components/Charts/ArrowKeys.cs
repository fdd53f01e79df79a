using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ParserAdmin.Components.Charts;

/// <summary>Many links of one chart that are one stop of the Tab key: the left and the right arrow go from one to the next.</summary>
public abstract class ArrowKeys : ComponentBase
{
    private ElementReference[] _links = [];
    private int? _at;

    /// <summary>
    /// The links, in their order; a rendering fills in those that are new. So they stand in one loop without keys: then a place keeps its
    /// element, whatever it shows.
    /// </summary>
    protected ElementReference[] Links => _links;

    /// <summary>The newest is where one begins.</summary>
    private int At => Math.Clamp(_at ?? Links.Length - 1, 0, Math.Max(0, Links.Length - 1));

    protected void SetLinks(int count) => Array.Resize(ref _links, count);

    protected int TabIndex(int link) => link == At ? 0 : -1;

    protected async Task MoveAsync(KeyboardEventArgs key)
    {
        var to =
            At
            + (
                key.Key == "ArrowLeft" ? -1
                : key.Key == "ArrowRight" ? 1
                : 0
            );
        if (to == At || to < 0 || to >= Links.Length)
            return;
        _at = to;
        await Links[to].FocusAsync();
    }
}
