namespace ParserAdmin.Tests.Hosting;

/// <summary>A folder of one test's own, gone when it ends.</summary>
public sealed class TestDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("parseradmin-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open on the way out of a failed test is no fault of the next one.
        }
    }
}
