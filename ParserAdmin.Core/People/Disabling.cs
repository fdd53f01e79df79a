using Microsoft.AspNetCore.Identity;

namespace ParserAdmin.Core.People;

/// <summary>
/// A disabled person is locked out without an end. The few minutes after wrong passwords are something else: they bar signing in, but take no
/// right from someone who is signed in, or else anyone who knows an address could keep an operator from the stop button.
/// </summary>
internal static class Disabling
{
    /// <summary>A whole second that every database stores as it is.</summary>
    public static readonly DateTimeOffset Forever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsDisabled(this IdentityUser user) => user.LockoutEnd >= Forever;
}
