using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Safety;

/// <summary>The mode wanted, why, and the version of the settings on which this was decided.</summary>
internal sealed record ModeRequest(ParserMode? Mode = null, string? Reason = null, long? Version = null);
