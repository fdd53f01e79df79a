using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>Holds pages against what the path's pages were like, before anything of them is saved.</summary>
internal static class LayoutCheck
{
    /// <summary>Smaller pages tell nothing: one broken row is a broken row.</summary>
    private const int FewestRows = 3;
    private const int FewestUsual = 4;

    /// <exception cref="JobFailedException">The layout changed.</exception>
    public static void Demand(CrawlPlan plan, ListingPage page)
    {
        if (plan.State?.Accepted == true)
            return;
        var usual = plan.State?.FirstRows.Median ?? 0;
        if (page.Number == 1 && usual >= FewestUsual && page.Rows.Count * 4 <= usual)
            throw Changed($"The first page of '{plan.Name}' has {page.Rows.Count} rows; it usually has {usual}", page);

        // What one page lacks and the other has is no error.
        var completed = plan.Definition.Paths.GetValueOrDefault(plan.Path.Detail?.Path ?? "")?.Fields;
        var empty = page
            .Rows.SelectMany(row =>
                row.Errors.Where(error => error.Filter is null && completed?.ContainsKey(error.Field) != true)
                    .Select(error => error.Field)
                    .Distinct()
            )
            .GroupBy(field => field)
            .FirstOrDefault(field => field.Count() * 2 >= page.Rows.Count);
        if (page.Rows.Count >= FewestRows && empty is not null)
            throw Changed($"The required field '{empty.Key}' is empty in {empty.Count()} of {page.Rows.Count} rows of '{plan.Name}'", page);
    }

    /// <summary>Asked before a whole crawl may mark anything as gone.</summary>
    /// <exception cref="JobFailedException">The layout changed.</exception>
    public static void DemandWhole(CrawlPlan plan, int rows)
    {
        var usual = plan.State is { Accepted: false } state ? state.WholeRows.Median : 0;
        if (usual >= FewestUsual && rows * 2 <= usual)
        {
            throw new JobFailedException(
                ErrorClass.LayoutChanged,
                $"All pages of '{plan.Name}' together have {rows} rows; they usually have {usual}. {Advice}"
            );
        }
    }

    /// <summary>
    /// A catalogue with nothing in it is a selector that is wrong, also where there is no history to hold it against, or one of few rows.
    /// </summary>
    /// <exception cref="JobFailedException">No page had a row.</exception>
    public static void DemandSome(CrawlPlan plan, int rows)
    {
        if (
            rows == 0
            && plan.Name == PathNames.Catalog
            && plan.State is not ({ Accepted: true } or { WholeRows: { IsEmpty: false, Median: 0 } })
        )
        {
            throw new JobFailedException(
                ErrorClass.LayoutChanged,
                $"No page of '{plan.Name}' has a row: nothing matches "
                    + $"'rows'{(plan.Path.Rows.Selector.Length > 0 ? $" ({plan.Path.Rows.Selector})" : "")}. The selector may be wrong, "
                    + $"or the site needs 'renderer: browser'. {Advice}"
            );
        }
    }

    private const string Advice = "Nothing was marked as gone. Correct the definition, or accept the new layout on the source's page.";

    private static JobFailedException Changed(string what, ListingPage page) =>
        new(ErrorClass.LayoutChanged, $"{what} ({page.Address}). Nothing of that page was saved. {Advice}");
}
