using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Core.Studio.Samples;

/// <summary>Answers of samples that lie in files beside their definition.</summary>
public sealed class SampleFiles(DefinitionsFolder folder)
{
    /// <summary>A page of this size is no sample any more.</summary>
    public const long LargestFile = 4 * 1024 * 1024;

    /// <param name="beside">Where the definition lies; null for the folder of definitions, if there is one.</param>
    /// <returns>Neither where the definition lies nowhere: it came by the portal or the API.</returns>
    public async Task<(byte[]? Body, string? Problem)> ReadAsync(string name, string? beside, CancellationToken cancellationToken)
    {
        if ((beside ?? folder.Path) is not { } place)
            return (null, null);
        var root = Path.GetFullPath(place);
        var file = new FileInfo(Path.GetFullPath(Path.Combine(root, name)));

        // The reader refuses "..", and a link may lead out all the same.
        var target = file.Exists ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName : file.FullName;
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return (null, $"its file '{name}' does not lie beside the definition");
        if (!file.Exists)
            return beside is null ? (null, null) : (null, $"there is no file '{name}' beside the definition");
        return file.Length > LargestFile
            ? (null, $"its file '{name}' is larger than {LargestFile / 1024 / 1024} MiB")
            : (await File.ReadAllBytesAsync(file.FullName, cancellationToken), null);
    }
}
