using ParserAdmin.Core.Audit;

namespace ParserAdmin.Auth;

/// <summary>Who acts in this request or circuit, with the role they have at this very moment: read anew for every call.</summary>
public interface ICurrentActor
{
    ValueTask<Actor> GetAsync(CancellationToken cancellationToken);
}
