using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Components;

/// <summary>A person whom the database does not name until the test says so.</summary>
internal sealed class WaitingActor(Task<Actor> person) : ICurrentActor
{
    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => new(person);
}
