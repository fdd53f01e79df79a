using ParserAdmin.Components.Pages.Items;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemColumnsTests
{
    [Theory]
    [InlineData(null, "kind,status,price,seen,changed")]
    [InlineData("price,kind", "kind,price")]
    [InlineData("nonsense,price", "price")]
    [InlineData("none", "")]
    public void Of_Names_AreThoseInTheOrderOfTheTable(string? names, string expected) =>
        Assert.Equal(expected, string.Join(',', ItemColumns.Of(names).Select(column => column.Name)));

    [Theory]
    [InlineData(null, "genres", "kind,status,price,genres,seen,changed")]
    [InlineData(null, "kind", "status,price,seen,changed")]
    [InlineData("status,price,seen,changed", "kind", null)]
    [InlineData("price", "price", "none")]
    [InlineData("none", "price", "price")]
    public void Toggle_AColumn_ComesOrGoes(string? names, string column, string? expected) =>
        Assert.Equal(expected, ItemColumns.Toggle(names, ItemColumns.All.Single(one => one.Name == column)));
}
