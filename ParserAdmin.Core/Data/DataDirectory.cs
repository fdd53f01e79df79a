using Microsoft.Extensions.Configuration;

namespace ParserAdmin.Core.Data;

/// <summary>The folder of everything this node keeps: SQLite files, keys, the STOP file.</summary>
public sealed class DataDirectory
{
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);

        // It holds password hashes and keys: for its owner alone. A folder that is there already keeps the rights it was given.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public static DataDirectory From(IConfiguration configuration) =>
        new(configuration["ParserAdmin:DataDirectory"] is { Length: > 0 } configured ? configured : "data");

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
