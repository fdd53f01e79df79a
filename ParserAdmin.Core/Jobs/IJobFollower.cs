using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs;

/// <summary>Keeps something of its own in step with how jobs end, in the transaction that ends them.</summary>
public interface IJobFollower
{
    Task FollowAsync(ParserDbContext context, ParserJob ended, DateTime now, CancellationToken cancellationToken);
}
