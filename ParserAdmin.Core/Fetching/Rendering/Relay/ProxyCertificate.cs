using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>
/// What the proxy shows to Chromium inside a tunnel. Made anew by each process and never stored; Chromium takes its key, and no other, for
/// any host. The sites' own certificates are checked by the connection point.
/// </summary>
internal sealed class ProxyCertificate : IDisposable
{
    public ProxyCertificate(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ParserAdmin", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        // TLS on Windows refuses a key that lives in memory only.
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        KeyHash = Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Base64 of the SHA-256 of its public key.</summary>
    public string KeyHash { get; }

    public void Dispose() => Certificate.Dispose();
}
