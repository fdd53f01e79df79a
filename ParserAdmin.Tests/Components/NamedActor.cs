using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Components;

/// <summary>Whoever the test says.</summary>
internal sealed class NamedActor(Actor actor) : ICurrentActor
{
    public Actor Actor { get; set; } = actor;

    public Guid? Session { get; set; }

    public ValueTask<Guid?> SessionAsync() => ValueTask.FromResult(Session);

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor);
}
