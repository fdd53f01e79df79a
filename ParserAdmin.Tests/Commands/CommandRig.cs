using System.CommandLine;
using ParserAdmin.Commands;

namespace ParserAdmin.Tests.Commands;

/// <summary>Runs commands in this process, on a data folder of their own.</summary>
/// <param name="folder">The data folder of somebody else, who deletes it.</param>
internal sealed class CommandRig(string? folder = null) : IDisposable
{
    private readonly DirectoryInfo _folder = folder is null
        ? Directory.CreateTempSubdirectory("parseradmin-cli-")
        : new DirectoryInfo(folder);

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Folder => _folder.FullName;

    public Task<int> RunAsync(params string[] args) => TypeAsync("", args);

    public async Task<int> TypeAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        var code = await new CommandLine(reader).RunAsync(
            [.. args, $"--ParserAdmin:DataDirectory={Folder}"],
            new InvocationConfiguration { Output = output, Error = error }
        );
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public string File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (folder is not null)
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
