using ParserAdmin.Core;
using Xunit;

namespace ParserAdmin.Tests;

public sealed class IanaZonesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("Etc/GMT+5")]
    [InlineData("Etc/UTC")]
    [InlineData("US/Eastern")]
    [InlineData("GMT")]
    [InlineData("EST5EDT")]
    [InlineData("GB-Eire")]
    [InlineData("W-SU")]
    public void Problem_NameOfTheList_IsNone(string id) => Assert.Null(IanaZones.Problem(id));

    /// <summary>All of these the system takes, or did.</summary>
    [Theory]
    [InlineData("localtime")]
    [InlineData("Factory")]
    [InlineData("posixrules")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("posix/UTC")]
    [InlineData("right/UTC")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("SystemV/EST5")]
    [InlineData("Europe//Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("../zoneinfo/UTC")]
    [InlineData("Europe")]
    [InlineData("Europe/Berlin/")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("UTC+2")]
    [InlineData("tzdata.zi")]
    [InlineData("Mars/Olympus")]
    public void Problem_NameOfNoZone_NamesIt(string id)
    {
        Assert.Contains($"'{id}'", IanaZones.Problem(id), StringComparison.Ordinal);
        Assert.DoesNotContain(id, IanaZones.All);
    }

    [Theory]
    [InlineData("utc", "UTC")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("Europe-Berlin", "Europe/Berlin")]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("New York", "America/New_York")]
    [InlineData("America/New York", "America/New_York")]
    public void Problem_NameThatIsNear_SaysWhichWasMeant(string id, string meant) =>
        Assert.Equal($"There is no time zone '{id}'. Did you mean '{meant}'?", IanaZones.Problem(id));

    [Fact]
    public void Problem_Nothing_SaysWhatToDo() => Assert.StartsWith("Name a time zone.", IanaZones.Problem(""), StringComparison.Ordinal);

    [Fact]
    public void Problem_VeryLongName_IsCutShort() =>
        Assert.InRange(IanaZones.Problem("Europe/" + new string('x', 1_000_000))!.Length, 50, 200);

    [Fact]
    public void All_HoldsWhatPeoplePick()
    {
        Assert.Equal("UTC", IanaZones.All[0]);
        Assert.Contains("Asia/Tokyo", IanaZones.All);
        Assert.All(IanaZones.All, id => Assert.Null(IanaZones.Problem(id)));
    }
}
