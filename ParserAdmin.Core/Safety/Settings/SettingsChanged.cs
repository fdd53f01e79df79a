using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>The settings row has new values, wherever they were written.</summary>
public sealed record SettingsChanged(ParserSettings Settings) : IEvent;
