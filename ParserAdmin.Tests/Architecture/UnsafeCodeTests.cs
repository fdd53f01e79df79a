using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>
/// Where the compiler no longer sees to it that memory is whole, a reader has to: there is one such place, which reads the assembly's own
/// metadata and nothing that came from outside.
/// </summary>
public sealed partial class UnsafeCodeTests
{
    private const string Place = "ParserAdmin.Core/Data/TypesByName.cs";

    /// <summary>What goes around the compiler without the word.</summary>
    private static readonly string[] WaysAround =
    [
        "System.Runtime.CompilerServices.Unsafe.",
        "System.Runtime.InteropServices.MemoryMarshal.",
        "System.Runtime.InteropServices.NativeMemory.",
        "System.Runtime.InteropServices.Marshal.",
        "System.Runtime.InteropServices.GCHandle.",
    ];

    [Fact]
    public void UnsafeCode_StandsInOnePlace() =>
        Assert.Equal([Place], from file in Sources() where IsUnsafe(File.ReadAllText(Repository.Path(file))) select file);

    [Fact]
    public void Projects_ButTheCore_DoNotAllowIt() =>
        Assert.Equal(
            ["ParserAdmin.Core/ParserAdmin.Core.csproj"],
            from file in Files("*.csproj").Concat(Files("*.props"))
            where File.ReadAllText(Repository.Path(file)).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)
            select file
        );

    /// <summary>What the compiler writes itself, such as the buffers of collection expressions, lies in a type of its own.</summary>
    [Fact]
    public void Types_GoAroundTheCompilerNowhere() =>
        Assert.Empty(
            from type in Assemblies.Core.Calls.Concat(Assemblies.Web.Calls)
            where !type.Key.StartsWith('<')
            from call in type.Value
            where WaysAround.Any(way => call.StartsWith(way, StringComparison.Ordinal))
            select $"{type.Key} calls {call}"
        );

    [Theory]
    [InlineData("static unsafe void Do() { }", true)]
    [InlineData("unsafe { }", true)]
    [InlineData("// unsafe", false)]
    [InlineData("/// <summary>An unsafe method.</summary>", false)]
    [InlineData("var said = \"unsafe\";", false)]
    [InlineData("using ZstdSharp.Unsafe;", false)]
    [InlineData("var unsafeNames = 1;", false)]
    public void IsUnsafe_TheWord_CountsInCodeAlone(string code, bool expected) => Assert.Equal(expected, IsUnsafe(code));

    private static bool IsUnsafe(string code) => Word().IsMatch(NoCode().Replace(code, " "));

    private static IEnumerable<string> Sources() =>
        Files("*.cs")
            .Where(file =>
                file.StartsWith("ParserAdmin/", StringComparison.Ordinal) || file.StartsWith("ParserAdmin.Core/", StringComparison.Ordinal)
            );

    /// <summary>By their paths from the repository's root.</summary>
    private static IEnumerable<string> Files(string pattern) =>
        from file in Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj")
        orderby path
        select path;

    [GeneratedRegex(@"\bunsafe\b", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Comments and texts of one line.</summary>
    [GeneratedRegex("//[^\\n]*|\"(\\\\.|[^\"\\\\\\n])*\"", RegexOptions.CultureInvariant)]
    private static partial Regex NoCode();
}
