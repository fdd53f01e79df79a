using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Safety;

public sealed class SafetyStateTests
{
    private static readonly SafetyState Auto = SafetyState.Of(SafetyStates.Auto);

    [Fact]
    public void After_NoStop_IsTheSame() => Assert.Same(Auto, Auto.After(null, 0));

    [Theory, InlineData(4), InlineData(5)]
    public void After_StopThatTheRowKnows_IsTheSame(long epoch) => Assert.Same(Auto, Auto.After(new NewestStop(epoch, "vic", "smoke"), 5));

    [Fact]
    public void After_NewerStop_IsStoppedInManual() =>
        Assert.Equal(new SafetyState(ParserMode.Manual, false, true, "vic", "smoke", 6), Auto.After(new NewestStop(6, "vic", "smoke"), 5));

    /// <summary>Somebody raised the row's epoch by hand: the stop counts all the same, and the epoch never goes back.</summary>
    [Fact]
    public void After_StopThatTheRowOvertookUnseen_IsStopped() =>
        Assert.Equal(new SafetyState(ParserMode.Manual, false, true, "vic", "smoke", 5), Auto.After(new NewestStop(3, "vic", "smoke"), 2));

    [Fact]
    public void After_NewerStopWhileStopped_KeepsWhoWasFirst() =>
        Assert.Equal(
            new SafetyState(ParserMode.Manual, false, true, "olga", "smoke", 6),
            SafetyState.Of(SafetyStates.Stopped).After(new NewestStop(6, "vic", "fire"), 5)
        );
}
