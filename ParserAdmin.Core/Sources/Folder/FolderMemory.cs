using System.Text.Json;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Sources.Folder;

/// <summary>
/// Which file held which source when the folder was looked at last, kept over restarts: so a file that was removed meanwhile is noticed.
/// </summary>
public sealed class FolderMemory(DataDirectory data)
{
    private const string FileName = "definitions-folder.json";

    /// <returns>Ids by the files' names.</returns>
    public Dictionary<string, string> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(data.File(FileName))) ?? [];
        }
        catch (Exception lost) when (lost is FileNotFoundException or JsonException)
        {
            // Nothing is paused for a file that nobody remembers; the next look remembers all that are there.
            return [];
        }
    }

    public void Write(Dictionary<string, string> files)
    {
        var next = data.File(FileName + ".new");
        File.WriteAllText(next, JsonSerializer.Serialize(files));
        File.Move(next, data.File(FileName), overwrite: true);
    }
}
