using Microsoft.Extensions.Configuration;

namespace ParserAdmin.Core.Data;

/// <summary>The folder of everything this node keeps: SQLite files, keys, the STOP file.</summary>
public sealed class DataDirectory
{
    /// <summary>The name of SQLite's file in it.</summary>
    public const string DatabaseFile = "parseradmin.db";

    /// <summary>The name of the socket in it on which a program that runs there listens.</summary>
    public const string StopSocket = "stop.sock";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="InvalidOperationException">It is no folder, or may not be made; the message says what to do.</exception>
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Make(Path);
    }

    public string Path { get; }

    public static DataDirectory From(IConfiguration configuration) => new(PathFrom(configuration));

    /// <summary>Where it lies or would lie; nothing is made.</summary>
    public static string PathFrom(IConfiguration configuration) =>
        System.IO.Path.GetFullPath(configuration["ParserAdmin:DataDirectory"] is { Length: > 0 } configured ? configured : "data");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A folder within it, made where it is missing.</summary>
    public DirectoryInfo Folder(string name)
    {
        var folder = File(name);
        Make(folder);
        return new DirectoryInfo(folder);
    }

    internal static InvalidOperationException Unusable(string folder, Exception why) =>
        new(
            $"The data folder {folder} cannot be used: {why.Message.TrimEnd('.')}. It has to be a folder that this account may write; "
                + $"make it so, or name another with --ParserAdmin:DataDirectory=FOLDER.",
            why
        );

    /// <summary>
    /// It holds password hashes and keys: for its owner alone. A folder that is there already keeps the rights it was given.
    /// </summary>
    private void Make(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnerOnly);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unusable(Path, System.IO.File.Exists(folder) ? new IOException($"{folder} is a file") : refused);
        }
    }
}
