using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>A folder can be taken in at a look, and so can a file.</summary>
public sealed class SizeTests
{
    private const int MostFiles = 26;
    private const int MostLines = 250;
    private static readonly string[] Projects = ["ParserAdmin", "ParserAdmin.Core"];
    private static readonly string[] Endings = [".cs", ".razor", ".css", ".js"];

    private static readonly List<FileInfo> Files = [..
        from project in Projects
        from file in new DirectoryInfo(Repository.Path(project)).EnumerateFiles("*", SearchOption.AllDirectories)
        where Endings.Contains(file.Extension) && !Path.GetRelativePath(Repository.Root, file.FullName).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations")
        select file];

    [Fact]
    public void Folders_HoldNoMoreThanALookTakesIn() => Assert.Empty(
        from file in Files
        group file by file.DirectoryName into folder
        where folder.Count() > MostFiles
        select $"{Path.GetRelativePath(Repository.Root, folder.Key!)} holds {folder.Count()} files; part it by idea, or let a tiny type with one user live beside it");

    [Fact]
    public void Files_AreShort() => Assert.Empty(
        from file in Files
        let lines = File.ReadLines(file.FullName).Count()
        where lines > MostLines
        select $"{Path.GetRelativePath(Repository.Root, file.FullName)} has {lines} lines; part it by idea");

    [Fact]
    public void Files_AreSeenByThisTest() => Assert.InRange(Files.Count, 500, 5_000);
}
