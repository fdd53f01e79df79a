using ParserAdmin.Core.Sources.Definition.Reading;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Reads and checks a source definition. Pure: no file, no network, no clock.</summary>
public static class SourceDefinitionReader
{
    /// <summary>The definition, or everything that is wrong with the text; never an exception, whatever the text is.</summary>
    /// <param name="yaml">At most 256 KiB and 32 levels deep.</param>
    public static SourceDefinitionResult Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var errors = new DefinitionErrors();
        var root = new YamlTreeReader(errors).Read(yaml);
        errors.IsTorn = errors.Any;
        var definition = root is null ? null : SourceReader.Read(new Cursor(root, "", errors));
        return new SourceDefinitionResult(errors.Any ? null : definition, errors.InOrder());
    }
}
