using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>A folder can be taken in at a look, and so can a file.</summary>
public sealed class SizeTests
{
    private const int MostFiles = 26;
    private const int MostLines = 249;
    private const int LongestLine = 140;
    private static readonly string[] Projects = ["ParserAdmin", "ParserAdmin.Core"];
    private static readonly string[] AroundThem = ["ParserAdmin.Tests", "benchmarks"];
    private static readonly string[] Endings = [".cs", ".razor", ".css", ".js"];

    private static readonly List<FileInfo> Files = [.. Projects.SelectMany(FilesOf)];
    private static readonly List<FileInfo> FilesAroundThem = [.. AroundThem.SelectMany(FilesOf)];

    [Fact]
    public void Folders_HoldNoMoreThanALookTakesIn() =>
        Assert.Empty(
            from file in Files.Concat(FilesAroundThem)
            group file by file.DirectoryName into folder
            where folder.Count() > MostFiles
            select $"{Path.GetRelativePath(Repository.Root, folder.Key!)} holds {folder.Count()} files; part it by idea, or let a tiny "
                + $"type with one user live beside it"
        );

    [Fact]
    public void Files_AreShort() => Assert.Empty(LongerThan(MostLines, Files.Concat(FilesAroundThem)));

    [Fact]
    public void Lines_AreShortWhereTheyHoldNoText() =>
        Assert.Empty(
            from file in Files.Concat(FilesAroundThem)
            where file.Extension == ".cs"
            from line in LinesWithoutText(File.ReadLines(file.FullName))
            where line.Text.Length > LongestLine
            select $"{Path.GetRelativePath(Repository.Root, file.FullName)}:{line.Number} has {line.Text.Length} characters, more than "
                + $"{LongestLine}: run \"dotnet csharpier format .\", and break a comment by hand"
        );

    [Fact]
    public void LinesWithoutText_TextOfOneLineAndOfMany_AreLeftOut() =>
        Assert.Equal(
            [("int one;", 1), ("int four;", 6)],
            LinesWithoutText(["int one;", "var two = \"2\";", "var three = \"\"\"", "    3", "    \"\"\".Length;", "int four;"])
        );

    [Fact]
    public void Files_AreSeenByThisTest()
    {
        Assert.InRange(Files.Count, 500, 5_000);
        Assert.InRange(FilesAroundThem.Count, 300, 5_000);
        Assert.All(AroundThem, folder => Assert.NotEmpty(FilesOf(folder)));
    }

    private static IEnumerable<string> LongerThan(int most, IEnumerable<FileInfo> files) =>
        from file in files
        let lines = File.ReadLines(file.FullName).Count()
        where lines > most
        select $"{Path.GetRelativePath(Repository.Root, file.FullName)} has {lines} lines, more than {most}; part it by idea";

    private static IEnumerable<FileInfo> FilesOf(string project) =>
        from file in new DirectoryInfo(Repository.Path(project)).EnumerateFiles("*", SearchOption.AllDirectories)
        where
            Endings.Contains(file.Extension)
            && !Path.GetRelativePath(Repository.Root, file.FullName)
                .Split(Path.DirectorySeparatorChar)
                .Any(part => part is "bin" or "obj" or "Migrations")
        select file;

    /// <summary>A text may be long: the formatter leaves it whole, and whoever searches for its words finds them.</summary>
    private static IEnumerable<(string Text, int Number)> LinesWithoutText(IEnumerable<string> lines)
    {
        var (number, inRawText) = (0, false);
        foreach (var line in lines)
        {
            number++;
            if (!inRawText && !line.Contains('"', StringComparison.Ordinal))
                yield return (line, number);
            if (line.Split("\"\"\"").Length % 2 == 0)
                inRawText = !inRawText;
        }
    }
}
