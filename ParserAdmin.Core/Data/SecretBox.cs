using Microsoft.AspNetCore.DataProtection;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Encrypts what is stored and must not be read from a copy of the database (requirements 10.4). The keys lie in the data folder.
/// </summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("ParserAdmin.Secrets.v1");

    public string Close(string clear) => _protector.Protect(clear);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Encrypted with other keys, or changed since.</exception>
    public string Open(string closed) => _protector.Unprotect(closed);
}
