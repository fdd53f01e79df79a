using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ParserAdmin.Theme;

/// <summary>
/// The theme as one style sheet for every page, also those without a circuit: light, and dark where the document says so. It holds what
/// <c>MudThemeProvider</c> would write, made once; the browser chooses before the first paint, so nothing flashes and no page needs an
/// inline style element.
/// </summary>
internal sealed partial class ThemeSheet(IServiceProvider services)
{
    private readonly Lazy<Task<(string Css, string Version)>> _made = new(() => MakeAsync(services));

    /// <summary>Below the document's base. Changes with the theme, so that browsers may keep it for long.</summary>
    public async Task<string> AddressAsync() => $"theme.css?v={(await _made.Value).Version}";

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text((await _made.Value).Css, "text/css");
    }

    private static async Task<(string Css, string Version)> MakeAsync(IServiceProvider services)
    {
        var light = await RenderAsync(services, isDark: false);
        var dark = await RenderAsync(services, isDark: true);
        var css = $"{light}\n:root[data-theme=\"dark\"] {Variables().Match(dark).Groups[1].Value}";
        return (css, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..16]);
    }

    private static async Task<string> RenderAsync(IServiceProvider services, bool isDark)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var given = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(MudThemeProvider.Theme)] = PortalTheme.Theme,
                [nameof(MudThemeProvider.IsDarkMode)] = isDark,
            }
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MudThemeProvider>(given)).ToHtmlString()
        );
        return string.Join('\n', Style().Matches(html).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex(@":root\s*(\{[^}]*\})")]
    private static partial Regex Variables();
}
