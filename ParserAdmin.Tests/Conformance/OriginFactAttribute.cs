using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>A test over the shared data; skipped, with the reason, where they are not.</summary>
public sealed class OriginFactAttribute : FactAttribute
{
    public OriginFactAttribute() => Skip = OriginServer.SkipReason;
}
