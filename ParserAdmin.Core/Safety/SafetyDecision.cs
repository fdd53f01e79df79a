using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety;

/// <summary>What <see cref="SafetyMachine"/> answers: new settings, or a refusal with words for the person who asked.</summary>
public abstract record SafetyDecision
{
    private SafetyDecision() { }

    /// <summary>Equal to the old settings where nothing had to change.</summary>
    public sealed record Accepted(ParserSettings Settings) : SafetyDecision;

    /// <param name="Field">What of the call is wrong, as the API names it; null where it is how things are.</param>
    public sealed record Refused(SafetyRefusal Refusal, string Message, string? Field = null) : SafetyDecision;
}
