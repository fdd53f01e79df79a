using System.Diagnostics.CodeAnalysis;
using ParserAdmin.Core.Sources.Definition.Fields;

namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Turns a path of a definition into the address to fetch.</summary>
public static class PathAddress
{
    /// <summary>
    /// Fills the placeholders and resolves against the link, which counts as a folder whether or not it ends in a slash; an empty path is
    /// the link itself.
    /// A path that is one placeholder alone takes its value as the address; anywhere else a value is escaped.
    /// </summary>
    /// <param name="link">The source's link, absolute.</param>
    /// <param name="path">The definition's path.</param>
    /// <param name="values">Item fields by name.</param>
    /// <param name="address">An absolute http or https address.</param>
    /// <returns>False when a placeholder has no value or the outcome is no http address.</returns>
    public static bool TryResolve(Uri link, string path, IReadOnlyDictionary<string, string> values, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        var isOne = FieldTemplate.Names(path) is [var only] && path.Length == only.Length + "{}".Length;
        var filled = FieldTemplate.Fill(
            path,
            name => values.GetValueOrDefault(name) is { } value && !isOne ? Uri.EscapeDataString(value) : values.GetValueOrDefault(name)
        );

        // An empty path is the link as it stands: a page by itself, with its query, needs no slash behind it.
        return filled is not null
            && (filled.Length == 0 ? (address = link) is not null : Uri.TryCreate(Folder(link), filled, out address))
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
    }

    private static Uri Folder(Uri link) =>
        link.AbsolutePath.EndsWith('/') ? link : new UriBuilder(link) { Path = link.AbsolutePath + "/" }.Uri;
}
