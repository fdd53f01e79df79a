using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Components;

/// <summary>Whoever the test says.</summary>
internal sealed class NamedActor(Actor actor) : ICurrentActor
{
    public Actor Actor { get; set; } = actor;

    public Guid? Session { get; set; }

    public ValueTask<Guid?> SessionAsync() => ValueTask.FromResult(Session);

    /// <summary>What an answer waits for: a command is under way as long as this is.</summary>
    public Task Waits { get; set; } = Task.CompletedTask;

    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken)
    {
        await Waits;
        return Actor;
    }
}
