using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>What a definition wants a browser to do with the pages of a path.</summary>
internal static class RenderingRequest
{
    /// <returns>Null where no browser is wanted.</returns>
    public static PageRendering? Of(FetchOptions fetch, PathDefinition path) =>
        path.Browser ?? fetch.Rendering.Browser
            ? new(path.Wait ?? fetch.Rendering.Wait, fetch.Rendering.WaitTimeout, fetch.Rendering.Images, fetch.Encoding)
            : null;
}
