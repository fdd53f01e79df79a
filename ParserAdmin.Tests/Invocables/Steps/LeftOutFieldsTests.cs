using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>A field that may be missing costs nobody the item.</summary>
public sealed class LeftOutFieldsTests
{
    private const string Definition = """
        identity: externalId
        paths:
          catalog:
            path: list
            rows: { selector: p }
            fields:
              externalId: { attribute: id }
              title: { selector: b }
              price: { selector: i, optional: true, filters: [money] }
              publishedAt: { selector: time, optional: OPTIONAL, filters: [date] }
        """;

    [Fact]
    public async Task Run_FilterOfAnOptionalFieldFails_ItemIsKeptWithoutItAndTheLogSaysSo()
    {
        await using var rig = await WrittenRig.StartAsync(Definition.Replace("OPTIONAL", "true", StringComparison.Ordinal));
        rig.Site.Pages["/list"] = string.Concat(
            Enumerable.Range(1, 7).Select(id => $"<p id={id}><b>Book {id}</b><i>{(id == 7 ? "3 €" : "on request")}</i></p>")
        );

        var (job, told) = await rig.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 7, 0), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsFailed));
        Assert.StartsWith(
            "Item 1 and 5 more are kept without 'price': the filter 'money' of the field 'price' failed on 'on request'",
            Assert.Single(told),
            StringComparison.Ordinal
        );
        Assert.Equal(3m, Assert.Single(await rig.ItemsAsync(), item => item.Price is not null).Price);
    }

    [Fact]
    public async Task Run_FilterOfARequiredFieldFails_ItemIsNotStored()
    {
        await using var rig = await WrittenRig.StartAsync(Definition.Replace("OPTIONAL", "false", StringComparison.Ordinal));
        rig.Site.Pages["/list"] = "<p id=1><b>One</b><time>2026-05-04</time></p><p id=2><b>Two</b><time>some day</time></p>";

        var (job, told) = await rig.RunAsync();

        Assert.Equal((1, 1), (job.Counts.ItemsNew, job.Counts.ItemsFailed));
        Assert.StartsWith(
            "Item 2 could not be read: the filter 'date' of the field 'publishedAt' failed on 'some day'",
            Assert.Single(told),
            StringComparison.Ordinal
        );
    }
}
