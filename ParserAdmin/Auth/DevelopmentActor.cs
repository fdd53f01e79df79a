using ParserAdmin.Core.Audit;

namespace ParserAdmin.Auth;

/// <summary>Stands in until people can sign in.</summary>
internal sealed class DevelopmentActor : ICurrentActor
{
    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new Actor(ActorType.User, "dev", "ada@example.org", Role.Admin));
}
