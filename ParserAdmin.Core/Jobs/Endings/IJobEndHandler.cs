using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Keeps something of its own in step with how jobs end, in the transaction that ends them.</summary>
public interface IJobEndHandler
{
    /// <param name="goesOn">Another try, or what is left of it, follows.</param>
    Task FollowAsync(ParserDbContext context, ParserJob ended, bool goesOn, DateTime now, CancellationToken cancellationToken);
}
