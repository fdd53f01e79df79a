using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Warns once a page of rows that share an identity: the store keeps the last of them, and nothing else would tell that the others are
/// missing.
/// </summary>
internal sealed class SharedRows(JobLog log)
{
    // Not every task says where a page ends, and what was seen is held until then.
    private const int Most = 5_000;

    private readonly SharedIdentities _page = new();

    public async Task TakeAsync(ReadItem read)
    {
        if (read.Item is { } item)
            _page.Add(item.ExternalId, item.Draft);
        if (read.PageDone is not null || read.UnitDone is not null || _page.Seen >= Most)
            await EndAsync();
    }

    /// <summary>The page ends here, whether or not another follows.</summary>
    public async Task EndAsync()
    {
        if (_page.Describe() is { } told)
            await log.WarnAsync($"Rows of a page share the field that the source's 'identity' names: {told}");
        _page.Clear();
    }
}
