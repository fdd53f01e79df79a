using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Items.Mapping;

public sealed class ItemIdentityTests
{
    private static readonly ItemDraft Draft = new()
    {
        Kind = "title",
        Title = "The Road",
        ExternalId = "7",
        Url = "https://example.org/7",
    };

    [Fact]
    public void Identify_ExternalId_IsTheSitesOwn() => Assert.Equal("7", ItemIdentity.Identify(Draft, IdentityPolicy.ExternalId));

    [Theory]
    [InlineData("HTTPS://Example.ORG:443/Path?b=2&a=1#part", "https://example.org/Path?b=2&a=1")]
    [InlineData("http://example.org", "http://example.org/")]
    [InlineData("http://user:word@example.org:8080/x", "http://example.org:8080/x")]
    [InlineData("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4")]
    [InlineData("http://[::1]:81/x", "http://[::1]:81/x")]
    public void Identify_Url_IsNormalized(string url, string expected) =>
        Assert.Equal(expected, ItemIdentity.Identify(Draft with { Url = url }, IdentityPolicy.Url));

    [Fact]
    public void Identify_Hash_IgnoresIdAndAddress() =>
        Assert.Equal(
            ItemIdentity.Identify(Draft, IdentityPolicy.Hash),
            ItemIdentity.Identify(Draft with { Url = null, ExternalId = null }, IdentityPolicy.Hash)
        );

    [Fact]
    public void Identify_HashOfARelativeTime_IsTheSameLater()
    {
        var first = Draft with
        {
            PublishedAt = new DateTime(2026, 5, 4, 9, 0, 0, DateTimeKind.Utc),
            PublishedWithin = TimeSpan.FromHours(1),
        };
        var later = first with { PublishedAt = first.PublishedAt!.Value.AddMinutes(5) };

        Assert.Equal(ItemIdentity.Identify(first, IdentityPolicy.Hash), ItemIdentity.Identify(later, IdentityPolicy.Hash));
        Assert.NotEqual(
            ItemIdentity.Identify(first with { PublishedWithin = TimeSpan.Zero }, IdentityPolicy.Hash),
            ItemIdentity.Identify(later with { PublishedWithin = TimeSpan.Zero }, IdentityPolicy.Hash)
        );
    }

    [Theory]
    [InlineData(IdentityPolicy.ExternalId, "'The Road' has no 'externalId'")]
    [InlineData(IdentityPolicy.Url, "'The Road' has no 'url'")]
    public void Identify_KeyMissing_SaysWhich(IdentityPolicy policy, string message) =>
        Assert.Contains(
            message,
            Assert
                .Throws<MissingIdentityException>(() => ItemIdentity.Identify(Draft with { Url = null, ExternalId = null }, policy))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Identify_LongKeys_FitAnIndexAndStayApart()
    {
        var one = ItemIdentity.Identify(Draft with { ExternalId = new string('x', 500) }, IdentityPolicy.ExternalId);
        var two = ItemIdentity.Identify(Draft with { ExternalId = new string('x', 501) }, IdentityPolicy.ExternalId);

        Assert.NotEqual(one, two);
        Assert.All([one, two], key => Assert.InRange(key.Length, 1, ItemIdentity.MaxLength));
    }
}
