using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>The site's request log as a table, newest first.</summary>
internal static class DemoLogView
{
    private const int Longest = 200;

    public static string Render(DemoLinks links, IReadOnlyList<DemoLogEntry> entries) =>
        DemoLayout.Page(
            links,
            "Request log",
            Markup.Of(
                $"""
                <main id="main" class="log">
                  <h1>Request log</h1>
                  <p class="lead">{Summary(entries.Count)} As <a href="{links.LogJson}">JSON</a>: all of them.</p>
                  <table>
                    <thead><tr><th scope="col">Arrived (UTC)</th><th scope="col">Method</th><th scope="col">Address</th><th scope="col">Status</th><th scope="col">User agent</th></tr></thead>
                    <tbody>
                {Markup.Join(entries.Reverse().Take(Longest).Select(Row))}    </tbody>
                  </table>
                </main>
                """
            )
        );

    private static string Summary(int count) =>
        count switch
        {
            0 => "Nobody has asked for a page since the program started.",
            <= Longest => $"The requests since the program started: {count}.",
            _ => $"The latest {Longest} of {count} requests; {DemoRequestLog.Capacity} are kept.",
        };

    private static Markup Row(DemoLogEntry entry) =>
        Markup.Of(
            $"""
                  <tr><td><time datetime="{DemoTime.Millisecond(entry.Arrived)}">{DemoTime.Millisecond(
                entry.Arrived
            )}</time></td><td>{entry.Method}</td><td>{entry.Address}</td><td>{(
                entry.Status == 0 ? Markup.Of($"–") : Markup.Of($"{entry.Status}")
            )}</td><td>{entry.UserAgent}</td></tr>

            """
        );
}
