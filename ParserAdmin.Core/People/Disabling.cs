using Microsoft.AspNetCore.Identity;

namespace ParserAdmin.Core.People;

/// <summary>
/// A disabled person is locked out without an end. Wrong passwords lock nobody out here: anyone who knows an address could keep its owner
/// from the stop button. What holds guessing back is counted by address and account, where people sign in.
/// </summary>
internal static class Disabling
{
    /// <summary>A whole second that every database stores as it is.</summary>
    public static readonly DateTimeOffset Forever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsDisabled(this IdentityUser user) => user.LockoutEnd >= Forever;
}
