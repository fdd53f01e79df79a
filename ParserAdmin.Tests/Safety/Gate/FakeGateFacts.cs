using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Tests.Safety.Gate;

/// <summary>Answers the gate with what a test decides, and counts how often it was asked.</summary>
internal sealed class FakeGateFacts : IGateFacts
{
    public Func<GateFacts> Answer { get; set; } =
        () => new GateFacts(SafetyState.Of(new ParserSettings()), JobRuns: true, SourceBlock: null);

    public int Asked { get; private set; }

    public Task<GateFacts> ReadAsync(RunIdentity run, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Answer());
    }
}
