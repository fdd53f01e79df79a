using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ParserAdmin.Core.Data.Keys;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Encrypts what is stored and must not be read from a copy of the database (requirements 10.4). <see cref="ProtectionKeys"/> says where
/// the keys lie.
/// </summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("ParserAdmin.Secrets.v1");

    /// <exception cref="KeysUnreadException">The keys cannot be read now.</exception>
    public string Close(string clear) => Within(_protector.Protect, clear);

    /// <exception cref="CryptographicException">Encrypted with keys that are gone, or changed since.</exception>
    /// <exception cref="KeysUnreadException">The keys cannot be read now.</exception>
    public string Open(string closed) => Within(_protector.Unprotect, closed);

    /// <summary>ASP.NET Core wraps whatever went wrong. Keys that cannot be read now say nothing about the secret.</summary>
    private static string Within(Func<string, string> act, string text)
    {
        try
        {
            return act(text);
        }
        catch (CryptographicException wrapped) when (wrapped.InnerException is KeysUnreadException unread)
        {
            throw unread;
        }
    }
}
