using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using Xunit;

namespace ParserAdmin.Tests.Jobs.DeadLetters;

public sealed class ErrorFingerprintTests
{
    [Theory]
    [InlineData("GET https://a.example/page/7 gave 503 after 12.5 s", "GET https://a.example/page/812?x=1 gave 502 after 1 s")]
    [InlineData(
        "Job 0190f3a2-aaaa-7bbb-8ccc-123456789abc ended at 2026-05-04T13:37:00Z",
        "Job 0190f3a2-aaaa-7bbb-8ccc-abcdefabcdef ended at 2026-05-05 01:02:03"
    )]
    [InlineData("Cooling until 14:05:03", "Cooling  until 9:15")]
    public void Of_OnlyWhatVariesDiffers_IsTheSame(string one, string other) =>
        Assert.Equal(
            ErrorFingerprint.Of("catalog-sync", "shop", ErrorClass.Network, one),
            ErrorFingerprint.Of("catalog-sync", "shop", ErrorClass.Network, other)
        );

    [Fact]
    public void Of_OtherTaskSourceClassOrWords_Differs() =>
        Assert.Equal(
            5,
            new[]
            {
                ErrorFingerprint.Of("catalog-sync", "shop", ErrorClass.Network, "closed"),
                ErrorFingerprint.Of("episode-sync", "shop", ErrorClass.Network, "closed"),
                ErrorFingerprint.Of("catalog-sync", "other", ErrorClass.Network, "closed"),
                ErrorFingerprint.Of("catalog-sync", "shop", ErrorClass.Timeout, "closed"),
                ErrorFingerprint.Of("catalog-sync", "shop", ErrorClass.Network, "refused"),
            }
                .Distinct()
                .Count()
        );
}
