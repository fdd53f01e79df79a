using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Keys;
using Xunit;

namespace ParserAdmin.Tests.Data.Keys;

public sealed class KeySealTests
{
    private const string Secret = "a secret that is long enough to count";
    private const string Other = "another secret that is long enough, too";

    private static readonly XElement Element = new("key", new XAttribute("id", "1"), new XElement("value", "the master key"));
    private static readonly KeySeal Seal = Make(Secret);

    [Fact]
    public void Seal_AnyText_IsOpenedAsItWas_AndNotReadable() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>().Filter(text => text.Get.All(letter => letter is >= ' ' and < '\ud800')),
                text =>
                {
                    var element = new XElement("key", $"master {text.Get}");
                    var key = Closed(Seal, element);
                    return XNode.DeepEquals(element, Seal.Open(key)) && !key.Content.Contains("master", StringComparison.Ordinal);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Seal_SameKeyTwice_LooksDifferent() => Assert.NotEqual(Closed(Seal, Element).Content, Closed(Seal, Element).Content);

    [Fact]
    public void Open_WithoutASecret_SaysWhichSettingIsMissing()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Make(null).Open(Closed(Seal, Element)));

        Assert.StartsWith("ParserAdmin:DataProtection:Secret is not set", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAnotherSecret_SaysSo()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Make(Other).Open(Closed(Seal, Element)));

        Assert.StartsWith("ParserAdmin:DataProtection:Secret is not the one", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A changed secret is told from a row that is stored as it should be.</summary>
    [Theory]
    [InlineData(null, Secret, null, false)]
    [InlineData(Secret, Secret, null, true)]
    [InlineData(Secret, Other, Secret, false)]
    [InlineData(Secret, null, Secret, false)]
    [InlineData(null, null, null, true)]
    public void Open_WithWhatItWasClosedWith_ThenOrNow_OpensIt(string? closedWith, string? now, string? previous, bool current)
    {
        var key = Closed(Make(closedWith), Element);
        var seal = new KeySeal(new KeyOptions { Secret = now, PreviousSecret = previous });

        Assert.True(XNode.DeepEquals(Element, seal.Open(key)));
        Assert.Equal(current, seal.IsCurrent(key));
    }

    [Fact]
    public void Open_ContentOfAnotherRow_IsRefused()
    {
        var moved = new ProtectionKey { Name = "key-2", Content = Closed(Seal, Element).Content };

        Assert.Throws<InvalidOperationException>(() => Seal.Open(moved));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("sealed:1:")]
    [InlineData("sealed:1:AAAA")]
    [InlineData("sealed:1:no base64")]
    public void Open_WhatSomebodyChanged_IsADamagedRow(string content) =>
        Assert.Throws<UnreadableRowException>(() => Seal.Open(new ProtectionKey { Name = "key-1", Content = content }));

    [Fact]
    public void Secret_TooShort_IsRefusedWithTheWayToMakeOne()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Make("short"));

        Assert.Equal(
            "ParserAdmin:DataProtection:Secret has 5 characters and needs 32. Make one with: openssl rand -base64 32",
            refused.Message
        );
    }

    private static KeySeal Make(string? secret) => new(new KeyOptions { Secret = secret });

    private static ProtectionKey Closed(KeySeal seal, XElement element)
    {
        var key = new ProtectionKey { Name = "key-1" };
        seal.Close(key, element);
        return key;
    }
}
