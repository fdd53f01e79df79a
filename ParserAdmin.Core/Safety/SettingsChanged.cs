using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Safety;

/// <summary>The settings row has new values, wherever they were written.</summary>
public sealed record SettingsChanged(ParserSettings Settings) : ILiveEvent;
