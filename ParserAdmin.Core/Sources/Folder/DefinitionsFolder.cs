using Microsoft.Extensions.Configuration;

namespace ParserAdmin.Core.Sources.Folder;

/// <summary>The folder of definitions that is kept in step with the database (<c>ParserAdmin:DefinitionsDirectory</c>), if there is one.</summary>
public sealed class DefinitionsFolder(IConfiguration configuration)
{
    public const string Key = "ParserAdmin:DefinitionsDirectory";

    /// <summary>Absolute; null where none is configured.</summary>
    public string? Path { get; } = configuration[Key] is { Length: > 0 } configured ? System.IO.Path.GetFullPath(configured) : null;
}
