namespace ParserAdmin.Core.Sources;

/// <summary>
/// One site, channel, feed or API to parse; a row of <c>sources</c>. What is read often stands beside the YAML it came from.
/// </summary>
public sealed class Source : Pausable
{
    private Source() { }

    /// <summary>The definition's own id: letters, digits, dashes.</summary>
    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>catalog, channel or listing.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The YAML as it was written.</summary>
    public string Definition { get; private set; } = "";

    /// <summary>Grows by one whenever the definition's text changes: what was read by another one may have been read otherwise.</summary>
    public int DefinitionVersion { get; private set; }

    public bool Enabled { get; private set; } = true;

    public int Priority { get; private set; }

    /// <summary>When something was parsed last; an empty check does not move it.</summary>
    public DateTime? LastParsedAt { get; private set; }

    /// <summary>When a run ended well last, whether or not it found something.</summary>
    public DateTime? LastCheckedAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Why no job may run for it, for people, or null.</summary>
    public string? Block => new SourceState(Name, Enabled, Paused, PausedBy, PauseReason).Block;

    public static Source Create(string id, string name, string kind, string definition, string by, DateTime now, int priority = 0)
    {
        var source = new Source { Id = id, CreatedAt = now };
        source.Define(name, kind, definition, by, now, priority);
        return source;
    }

    public void Define(string name, string kind, string definition, string by, DateTime now, int priority = 0)
    {
        Name = name;
        Kind = kind;
        DefinitionVersion += Definition == definition ? 0 : 1;
        Definition = definition;
        Priority = priority;
        Touch(by, now);
    }
}
