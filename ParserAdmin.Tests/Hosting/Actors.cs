using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Hosting;

/// <summary>One person per role.</summary>
public static class Actors
{
    public static Actor Viewer { get; } = new(ActorType.User, "u-viewer", "vera@example.org", Role.Viewer, "192.0.2.1");

    public static Actor Operator { get; } = new(ActorType.User, "u-operator", "olga@example.org", Role.Operator, "192.0.2.2");

    public static Actor Admin { get; } = new(ActorType.User, "u-admin", "ada@example.org", Role.Admin, "192.0.2.3");

    /// <summary>Signed in, but without any role.</summary>
    public static Actor Nobody { get; } = new(ActorType.User, "u-nobody", "nobody@example.org", null, "192.0.2.4");
}
