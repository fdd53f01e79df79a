using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Invocables.Logins;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>Address in, rows out: sign in where needed, fetch, decode, extract.</summary>
public sealed class PageReader(IPageFetcher fetcher, SourceLogins logins, RowExtractors extractors)
{
    /// <exception cref="FetchException">The page could not be had.</exception>
    /// <exception cref="ExtractionException">The page could not be read.</exception>
    public async Task<ExtractedPage> ReadAsync(
        JobRun run,
        SourceDefinition definition,
        PathDefinition path,
        Uri address,
        CancellationToken cancellationToken
    )
    {
        var page = await FetchAsync(run, definition, path, address, fresh: false, cancellationToken);
        var text = PageDecoder.Decode(page.Body, page.ContentType, page.IsRendered ? null : definition.Fetch.Encoding);
        return extractors.For(path.Response).Extract(text, page.Address, path, cancellationToken);
    }

    /// <summary>The answer itself, with the source's session and login.</summary>
    /// <param name="fresh">Neither asked for conditionally nor remembered.</param>
    /// <exception cref="FetchException">The page could not be had.</exception>
    public async Task<FetchedPage> FetchAsync(
        JobRun run,
        SourceDefinition definition,
        PathDefinition path,
        Uri address,
        bool fresh,
        CancellationToken cancellationToken
    )
    {
        var rendering = RenderingRequest.Of(definition.Fetch, path);
        var login = await logins.OpenAsync(run, definition, cancellationToken);
        if (await TryFetchAsync(run, login, Request(), address, cancellationToken) is { } page)
            return page;
        await logins.RenewAsync(run, login, address, cancellationToken);
        return await TryFetchAsync(run, login, Request(), address, cancellationToken)
            ?? throw new FetchException(
                ErrorClass.AuthExpired,
                $"{HostGovernor.NameOf(address)} wants a login for {address.AbsolutePath} although it has just accepted one. May this "
                    + $"account see the page?",
                address
            );

        FetchRequest Request() => Asked(run, login, path, address) with { Rendering = rendering, Fresh = fresh };
    }

    private static FetchRequest Asked(JobRun run, SourceLogin login, PathDefinition path, Uri address)
    {
        try
        {
            return PathRequest.Of(login, path, address);
        }
        catch (KeyNotFoundException missing)
        {
            throw SourceLogins.Unset(run, missing.Message, address);
        }
    }

    /// <returns>Null where the site wants a login.</returns>
    private async Task<FetchedPage?> TryFetchAsync(
        JobRun run,
        SourceLogin login,
        FetchRequest request,
        Uri address,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var page = await CountedFetch.FetchAsync(fetcher, run, request, cancellationToken);
            await logins.KeepAsync(run, login, cancellationToken);
            if (LoginForm.IsSignedOut(login, address, page, cancellationToken))
                return null;
            // What was posted is part of the page's name.
            return request.Body is not null && page.Address == request.Address ? page with { Address = address } : page;
        }
        catch (FetchException refused) when (refused.Class == ErrorClass.AuthExpired && login.Definition.Login is not null)
        {
            return null;
        }
    }
}
