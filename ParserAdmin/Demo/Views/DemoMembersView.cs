using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;

namespace ParserAdmin.Demo.Views;

/// <summary>The pages of the members' area.</summary>
internal static class DemoMembersView
{
    public static string List(DemoLinks links, int number, IReadOnlyList<DemoGuide> guides) =>
        DemoLayout.Page(
            links,
            $"Guides, page {number}",
            Markup.Of(
                $"""
                <main id="main" class="members">
                  <h1>Guides for members</h1>
                  <p class="lead">{DemoGuides.All.Count} of them. <a id="logout" href="{links.SignOut}">Sign out</a></p>
                  <ul class="rows">
                {Markup.Join(
                    guides.Select(guide =>
                        Markup.Of(
                            $"    <li class=\"guide\" data-id=\"{guide.Id}\"><a href=\"{links.Guide(guide)}\">{guide.Title}</a> <span class=\"author\">{guide.Author}</span></li>\n"
                        )
                    )
                )}  </ul>
                  <nav class="pages" aria-label="Pages">
                    <span>Page {number} of {DemoGuides.PageCount}</span>
                    {(
                    number == DemoGuides.PageCount
                        ? Markup.None
                        : Markup.Of(
                            $"<a rel=\"next\" href=\"{links.Members}?page={(number + 1).ToString(CultureInfo.InvariantCulture)}\">Next →</a>"
                        )
                )}
                  </nav>
                </main>
                """
            )
        );

    public static string Guide(DemoLinks links, DemoGuide guide) =>
        DemoLayout.Page(
            links,
            guide.Title,
            Markup.Of(
                $"""
                <main id="main" class="guide" data-id="{guide.Id}">
                  <h1>{guide.Title}</h1>
                  <p class="lead">By <span class="author">{guide.Author}</span></p>
                  <p class="text">{guide.Text}</p>
                  <p><a href="{links.Members}">All guides</a> · <a id="logout" href="{links.SignOut}">Sign out</a></p>
                </main>
                """
            )
        );

    /// <param name="token">Null where the host asks for none.</param>
    public static string Form(DemoLinks links, AntiforgeryTokenSet? token, string? problem) =>
        DemoLayout.Page(
            links,
            "Members",
            Markup.Of(
                $"""
                <main id="main" class="notice">
                  <h1>For members</h1>
                  <p class="lead">Sign in as <code>{DemoSessions.User}</code> with the password <code>{DemoSessions.Password}</code>: this area is here to practise logins.</p>
                  {(problem is null ? Markup.None : Markup.Of($"<p class=\"error\" role=\"alert\">{problem}</p>"))}
                  <form id="sign-in" class="form" method="post" action="{links.SignIn}">
                    {(
                    token is null
                        ? Markup.None
                        : Markup.Of($"<input type=\"hidden\" name=\"{token.FormFieldName}\" value=\"{token.RequestToken}\">")
                )}
                    <label>Name <input name="user" autocomplete="off" maxlength="100"></label>
                    <label>Password <input type="password" name="password" autocomplete="off" maxlength="100"></label>
                    <button class="button">Sign in</button>
                  </form>
                </main>
                """
            )
        );
}
