using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Shared.Controls;

/// <summary>Why a role does not let somebody do something, in words.</summary>
public static class RoleWords
{
    /// <summary>Null where the person has the role, as far as is known; for drawing only, each command asks anew.</summary>
    public static string? Refusal(Role needed, Actor? person) =>
        person?.May(needed) == true
            ? null
            : $"Needs the role {needed.ToString().ToLowerInvariant()}; you have {person?.Role?.ToString().ToLowerInvariant() ?? "none"}. "
                + $"Ask an admin.";
}
