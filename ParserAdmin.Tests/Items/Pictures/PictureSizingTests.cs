using System.Text;
using ParserAdmin.Core.Items.Pictures;
using SkiaSharp;
using Xunit;

namespace ParserAdmin.Tests.Items.Pictures;

public sealed class PictureSizingTests
{
    [Theory]
    [InlineData(240, 360, SKEncodedImageFormat.Png, 240, 360)]
    [InlineData(1000, 1500, SKEncodedImageFormat.Png, 480, 720)]
    [InlineData(3000, 2000, SKEncodedImageFormat.Jpeg, 720, 480)]
    [InlineData(1440, 40, SKEncodedImageFormat.Webp, 720, 20)]
    public void Size_APicture_FitsAndIsWrittenAnew(int width, int height, SKEncodedImageFormat format, int toWidth, int toHeight)
    {
        using var sized = Decode(PictureSizing.Size(TestPictures.Of(width, height, format)));

        Assert.Equal((toWidth, toHeight), (sized.Width, sized.Height));
        Assert.True(sized.GetPixel(toWidth / 2, 0) is { Red: > 200, Blue: < 60 });
        Assert.True(sized.GetPixel(toWidth / 2, toHeight - 1) is { Red: < 60, Blue: > 200 });
    }

    // Where the red side, written at the top, is to be seen.
    [Theory]
    [InlineData(1, 60, 40, 30, 2)]
    [InlineData(3, 60, 40, 30, 37)]
    [InlineData(6, 40, 60, 37, 30)]
    [InlineData(8, 40, 60, 2, 30)]
    public void Size_APhotograph_IsUpright(byte orientation, int width, int height, int redX, int redY)
    {
        using var sized = Decode(PictureSizing.Size(TestPictures.Photograph(60, 40, orientation)));

        Assert.Equal((width, height), (sized.Width, sized.Height));
        Assert.True(sized.GetPixel(redX, redY) is { Red: > 180, Blue: < 80 });
    }

    [Fact]
    public void Size_OneThatIsSmall_StaysAsItIs()
    {
        using var sized = Decode(PictureSizing.Size(TestPictures.Gif));

        Assert.Equal((1, 1), (sized.Width, sized.Height));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><title>Not found</title>")]
    [InlineData("BM and what a bitmap has")]
    [InlineData("")]
    public void Size_NoPicture_IsRefused(string sent)
    {
        var refused = Assert.Throws<PictureException>(() => PictureSizing.Size(Encoding.UTF8.GetBytes(sent)));

        Assert.Contains("no PNG, JPEG, GIF, WebP or AVIF", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Size_CutOff_IsRefused(SKEncodedImageFormat format)
    {
        var whole = TestPictures.Of(400, 600, format);

        Assert.Throws<PictureException>(() => PictureSizing.Size(whole.AsMemory(0, whole.Length / 2)));
        Assert.Throws<PictureException>(() => PictureSizing.Size(whole.AsMemory(0, 20)));
    }

    [Fact]
    public void Size_AFewBytesThatClaimFourGigapixels_IsRefused()
    {
        var bomb = TestPictures.Gif;
        bomb.AsSpan(6, 4).Fill(0xFF);

        Assert.Throws<PictureException>(() => PictureSizing.Size(bomb));
    }

    [Fact]
    public void Size_Avif_IsKeptAsItIsUpToABound()
    {
        var sized = PictureSizing.Size(TestPictures.Avif);

        Assert.Equal("avif", sized.Ending);
        Assert.Equal(TestPictures.Avif, sized.Bytes.ToArray());
        Assert.Throws<PictureException>(() => PictureSizing.Size((byte[])[.. TestPictures.Avif, .. new byte[PictureSizing.MostAvifBytes]]));
    }

    private static SKBitmap Decode(SizedPicture sized)
    {
        Assert.Equal("webp", sized.Ending);
        Assert.Equal(PictureFormat.WebP, PictureFormats.Of(sized.Bytes.Span));
        return SKBitmap.Decode(sized.Bytes.Span);
    }
}
