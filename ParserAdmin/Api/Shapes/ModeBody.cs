using ParserAdmin.Core.Safety;

namespace ParserAdmin.Api.Shapes;

/// <summary>The mode wanted, why, and the version of the settings on which this was decided.</summary>
internal sealed record ModeBody(ParserMode? Mode = null, string? Reason = null, long? Version = null);
