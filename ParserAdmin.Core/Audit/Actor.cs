namespace ParserAdmin.Core.Audit;

/// <summary>Who acts, as they are at this moment. Every command takes one, checks its role and records it.</summary>
public sealed record Actor(ActorType Type, string? Id, string Name, Role? Role, string? IpAddress = null, Guid? CorrelationId = null)
{
    /// <summary>The program itself: fail-safe, recovery, the scheduler.</summary>
    public static Actor System { get; } = new(ActorType.System, null, "system", Audit.Role.Admin);

    /// <summary>Whoever changed a row with another program.</summary>
    public static Actor Database { get; } = new(ActorType.Database, null, "database", null);

    public bool May(Role required) => Role is { } held && held >= required;
}
