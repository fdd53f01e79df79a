namespace ParserAdmin.Components.Layout.Palette;

/// <summary>Something that the palette leads to or does.</summary>
/// <param name="Kind">Its heading.</param>
/// <param name="More">What tells it from others of that name.</param>
/// <param name="Href">Where it leads, or null where it does something.</param>
/// <param name="Do">What it does once the palette is closed.</param>
/// <param name="Refusal">Why it would be refused, or null.</param>
public sealed record PaletteEntry(
    string Kind,
    string Icon,
    string Text,
    string? More = null,
    string? Href = null,
    Func<Task>? Do = null,
    string? Refusal = null
);
