using System.Globalization;
using System.Text;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A channel with a JSON page of ten posts at a time, the newest first; posts are added, hidden and broken by the test.</summary>
internal sealed class GrowingSite : IPageFetcher
{
    public const int PostsAPage = 10;

    public static readonly DateTime Epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How many posts there are; post n was published n minutes after the epoch.</summary>
    public int Posts { get; set; } = 50;

    public List<int> Asked { get; } = [];

    public int? HangsOn { get; set; }

    /// <summary>Titles stand under another name.</summary>
    public bool HasNewLayout { get; set; }

    /// <summary>What all pages hold in place of their rows.</summary>
    public bool IsBare { get; set; }

    public static string Yaml(string id, string pagination = "page: {}, maxPages: 50") =>
        $$"""
            version: 1
            id: {{id}}
            name: A channel
            kind: channel
            links: ["http://127.0.0.1:9/"]
            identity: externalId
            paths:
              updates:
                path: posts
                response: json
                rows: { selector: "$.posts[*]" }
                fields:
                  externalId: { selector: $.id }
                  title: { selector: $.title }
                  publishedAt: { selector: $.at, filters: [date] }
                pagination: { {{pagination}} }

            """;

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        var query = System.Web.HttpUtility.ParseQueryString(request.Address.Query);
        var at =
            query["cursor"] is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture)
            : query["offset"] is { } offset ? int.Parse(offset, CultureInfo.InvariantCulture)
            : (int.Parse(query["page"] ?? "1", CultureInfo.InvariantCulture) - 1) * PostsAPage;
        var page = at / PostsAPage + 1;
        Asked.Add(page);
        if (page == HangsOn)
            await Task.Delay(Timeout.Infinite, run.Stopping);
        var posts = IsBare ? [] : Enumerable.Range(0, Posts).Reverse().Skip(at).Take(PostsAPage).Select(Post);
        var next = at + PostsAPage < Posts ? $"\"{at + PostsAPage}\"" : "null";
        var body = Encoding.UTF8.GetBytes($$"""{"posts":[{{string.Join(',', posts)}}],"next":{{next}}}""");
        return new FetchedPage(request.Address, 200, "application/json", body, null, null, false, TimeSpan.Zero, body.Length, 1);
    }

    private string Post(int number) =>
        $$"""{"id":"{{number}}","{{(HasNewLayout ? "headline" : "title")}}":"Post {{number}}","at":"{{Epoch.AddMinutes(number):yyyy-MM-ddTHH:mm:ssZ}}"}""";
}
