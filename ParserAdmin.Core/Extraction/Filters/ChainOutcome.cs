using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A value, a failure, or neither when the filters left nothing.</summary>
internal readonly record struct ChainOutcome(FieldValue? Value, FilterFailure? Failure)
{
    /// <summary>The filter that left nothing of something; null where there was nothing from the start.</summary>
    public EmptyingFilter? Emptied { get; init; }
}
