using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>
/// Makes the search words of items that an older version of the program saved, once, at the first start of this one. They say nothing that
/// the item does not: no run writes here, so no gate is asked.
/// </summary>
public sealed class ItemIndexer(IDbContextFactory<ParserDbContext> contexts)
{
    private const int BatchSize = 500;

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var items = await context
                .Set<Item>()
                .Where(item => item.SearchText == null)
                .OrderBy(item => item.Id)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            if (items.Count == 0)
                return;
            items.ForEach(item => item.Index());
            GatedWrites.Permit(context);
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
