using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Auth;

/// <summary>
/// What the form of the second step carries: that its sender knew the password, five minutes ago at most. Encrypted, and worthless once the
/// password was changed.
/// </summary>
internal sealed class SecondStep(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("ParserAdmin.SecondStep.v1")
        .ToTimeLimitedDataProtector();

    public string Begin(IdentityUser user, bool remember) =>
        _protector.Protect(JsonSerializer.Serialize(new Known(user.Id, user.SecurityStamp ?? "", remember)), Lifetime);

    /// <summary>Null for one that is too old, or was not made here.</summary>
    public Known? Read(string step)
    {
        try
        {
            return JsonSerializer.Deserialize<Known>(_protector.Unprotect(step));
        }
        catch (CryptographicException failed) when (!StorageFaults.IsOutage(failed))
        {
            return null;
        }
    }

    internal sealed record Known(string UserId, string Stamp, bool Remember);
}
