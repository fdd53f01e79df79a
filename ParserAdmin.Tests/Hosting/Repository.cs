namespace ParserAdmin.Tests.Hosting;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "ParserAdmin.sln")))
        {
            folder =
                folder.Parent
                ?? throw new DirectoryNotFoundException("No folder above the tests holds ParserAdmin.sln; run them from the repository.");
        }

        return folder.FullName;
    }
}
