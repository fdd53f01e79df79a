using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>
/// The portal may lie below a path (<c>ParserAdmin:PathBase</c>). Its pages name everything from the document's base, <c>portal/jobs</c>
/// and never <c>/portal/jobs</c>, which would lead to the host's root.
/// </summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Pages_NameNothingFromTheRootOfTheHost() =>
        Assert.Empty(
            from folder in (string[])["Components", "Auth/Pages", "Theme", "wwwroot"]
            from file in new DirectoryInfo(Repository.Path("ParserAdmin", folder)).EnumerateFiles("*", SearchOption.AllDirectories)
            where file.Directory!.Name != "lib"
            from line in file.Extension is ".razor" or ".cs" or ".css" or ".js" ? RootedLines(File.ReadLines(file.FullName)) : []
            select $"{Path.GetRelativePath(Repository.Root, file.FullName)}: {line}"
        );

    [Fact]
    public void RootedLines_WhatLeadsToTheRoot_IsFound() =>
        Assert.Equal(
            [
                "<a href=\"/\">",
                "<a href='/portal'>",
                "<MudButton Href=\"@($\"/portal/jobs/{id}\")\">",
                "src: url(/fonts/a.woff2)",
                "src: url(\"/fonts/a.woff2\")",
                "fetch(`/health`)",
                "NavigateTo(\"/portal\");",
            ],
            RootedLines([
                "<a href=\"/\">",
                "<a href='/portal'>",
                "<a href=\"portal\"> / <a href=\"./\">",
                "<MudButton Href=\"@($\"/portal/jobs/{id}\")\">",
                "src: url(/fonts/a.woff2)",
                "src: url(\"/fonts/a.woff2\")",
                "src: url(\"../fonts/a.woff2\")",
                "fetch(`/health`)",
                "if (key === '/')",
                "NavigateTo(\"/portal\");",
                "@page \"/portal\"",
                "app.MapGet(\"/theme.css\", Answer)",
            ])
        );

    private static IEnumerable<string> RootedLines(IEnumerable<string> lines) =>
        lines.Select(line => line.Trim()).Where(line => Rooted().IsMatch(line) && !Route().IsMatch(line));

    /// <summary>A text that begins like an address of this host, or an attribute that is the root alone.</summary>
    [GeneratedRegex("""["'`]/[A-Za-z_{]|url\(/|(href|src|action)=["']/""", RegexOptions.IgnoreCase)]
    private static partial Regex Rooted();

    /// <summary>Where the program says what it answers, it starts at its own root.</summary>
    [GeneratedRegex("^@page |\\.Map[A-Z][a-z]*\\(")]
    private static partial Regex Route();
}
