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
        if (yaml.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var at)
        {
            // To YAML it is the end of the text, to PostgreSQL none at all.
            errors.Add(
                yaml.AsSpan(0, at).Count('\n') + 1,
                at - yaml.LastIndexOf('\n', at),
                "",
                "a zero character (NUL) stands here; remove it, or save the file as UTF-8"
            );
            return new SourceDefinitionResult(null, errors.InOrder());
        }

        var root = new YamlTreeReader(errors).Read(yaml);
        errors.IsTorn = errors.Any;
        var definition = root is null ? null : SourceReader.Read(new Cursor(root, "", errors));
        return new SourceDefinitionResult(errors.Any ? null : definition, errors.InOrder());
    }
}
