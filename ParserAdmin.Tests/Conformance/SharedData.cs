using System.Text.Json;

namespace ParserAdmin.Tests.Conformance;

/// <summary>
/// Data that others published, beside the repository and never in it: in the folder that PARSERADMIN_TEST_DATA names, else in
/// ../shared/data from the repository's root or from a folder above it.
/// </summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    /// <summary>Null where the data is; .ci/summary --strict excuses this reason by its "../shared/data".</summary>
    public static string? SkipReason =>
        Folder is null ? "The data of ../shared/data is not here; set PARSERADMIN_TEST_DATA to the folder that holds it." : null;

    public static string PathOf(string file) => Path.Combine(Folder!, file);

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(Bytes(file));
        return document.RootElement.Clone();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PARSERADMIN_TEST_DATA") is { Length: > 0 } given)
            return Directory.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (File.Exists(Path.Combine(candidate, "feeds", "cases.json")))
                return candidate;
        }

        return null;
    }
}
