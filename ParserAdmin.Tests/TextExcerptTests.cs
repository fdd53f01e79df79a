using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core;
using Xunit;

namespace ParserAdmin.Tests;

public sealed class TextExcerptTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("abc😀def", 5, "abc…")]
    public void Excerpt_Text_IsItsBeginning(string text, int most, string expected) => Assert.Equal(expected, text.Excerpt(most));

    [Fact]
    public void Excerpt_AnyText_IsNeverLonger() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<byte>(),
                (text, most) => text.Get.Excerpt(most + 2).Length <= most + 2
            )
            .QuickCheckThrowOnFailure();
}
