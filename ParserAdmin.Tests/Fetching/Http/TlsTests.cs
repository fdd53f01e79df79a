using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

public sealed class TlsTests
{
    [Fact]
    public async Task Fetch_CertificateNobodyTrusts_SendsNothingAndSaysWhy()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var rig = await FetchRig.StartAsync(certificate: certificate);

        var error = await rig.FailAsync(new Uri($"https://127.0.0.1:{rig.Site.Port}/"));

        Assert.Equal(ErrorClass.Network, error.Class);
        Assert.StartsWith($"No secure connection to 127.0.0.1:{rig.Site.Port}", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_PlainServerAskedForHttps_IsANetworkError()
    {
        await using var rig = await FetchRig.StartAsync();

        var error = await rig.FailAsync(new Uri($"https://127.0.0.1:{rig.Site.Port}/"));

        Assert.Equal(ErrorClass.Network, error.Class);
    }
}
