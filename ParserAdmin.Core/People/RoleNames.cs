using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Our three roles as Identity's tables spell them.</summary>
public static class RoleNames
{
    /// <summary><c>viewer</c>, <c>operator</c> or <c>admin</c>.</summary>
    public static string Of(Role role) => StoredEnum.Write(role);

    /// <summary>The highest of the names that are roles of ours, or null.</summary>
    public static Role? Highest(IEnumerable<string?> names) =>
        names.Select(name => Enum.TryParse<Role>(name, ignoreCase: true, out var role) ? role : (Role?)null).Max();
}
