using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>A test over the shared data; where that is not, it is skipped and says so.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.SkipReason;
}
