using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>A theory over the shared data; skipped, with the reason, where they are not.</summary>
public sealed class OriginTheoryAttribute : TheoryAttribute
{
    public OriginTheoryAttribute() => Skip = OriginServer.SkipReason;
}
