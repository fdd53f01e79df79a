using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Views;

namespace ParserAdmin.Demo.Site;

/// <summary>The members' area: guides that only somebody who is signed in sees, and the login.</summary>
internal static class DemoMembers
{
    private const string Cookie = "lamplight_member";
    private const int LargestForm = 4_096;

    public static IResult Guides(HttpRequest request, DemoSessions sessions)
    {
        var links = new DemoLinks(request.PathBase);
        if (!IsSignedIn(request, sessions))
            return TypedResults.Redirect(links.SignIn);
        var asked = request.Query["page"].ToString();
        var number = 1;
        if (asked.Length > 0 && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return DemoPages.NotFound(request);
        return number is >= 1 and <= DemoGuides.PageCount
            ? DemoAnswers.Notice(
                DemoMembersView.List(links, number, [.. DemoGuides.All.Skip((number - 1) * DemoGuides.PageSize).Take(DemoGuides.PageSize)]),
                StatusCodes.Status200OK
            )
            : DemoPages.NotFound(request);
    }

    public static IResult Guide(string id, HttpRequest request, DemoSessions sessions)
    {
        var links = new DemoLinks(request.PathBase);
        if (!IsSignedIn(request, sessions))
            return TypedResults.Redirect(links.SignIn);
        return DemoGuides.All.FirstOrDefault(guide => guide.Id == id) is { } guide
            ? DemoAnswers.Notice(DemoMembersView.Guide(links, guide), StatusCodes.Status200OK)
            : DemoPages.NotFound(request);
    }

    public static IResult Form(HttpRequest request) => Form(request, null, StatusCodes.Status200OK);

    public static async Task<IResult> SignInAsync(HttpRequest request, DemoSessions sessions, CancellationToken cancellationToken)
    {
        var links = new DemoLinks(request.PathBase);
        if (!request.HasFormContentType || request.ContentLength is null or > LargestForm)
            return Form(request, "Send the form.", StatusCodes.Status400BadRequest);
        var form = await request.ReadFormAsync(cancellationToken);
        if (sessions.Open(form["user"].ToString(), form["password"].ToString()) is not { } session)
            return Form(request, "Wrong name or password.", StatusCodes.Status200OK);
        request.HttpContext.Response.Cookies.Append(Cookie, session, Options(request));
        return TypedResults.Redirect(links.Members);
    }

    public static IResult SignOut(HttpRequest request)
    {
        request.HttpContext.Response.Cookies.Delete(Cookie, Options(request));
        return TypedResults.Redirect(new DemoLinks(request.PathBase).SignIn);
    }

    /// <summary>With a token against forged requests, as real sites have one; the host asks for it with every form.</summary>
    private static IResult Form(HttpRequest request, string? problem, int status)
    {
        var token = request.HttpContext.RequestServices.GetService<IAntiforgery>()?.GetAndStoreTokens(request.HttpContext);
        return DemoAnswers.Notice(DemoMembersView.Form(new DemoLinks(request.PathBase), token, problem), status);
    }

    private static bool IsSignedIn(HttpRequest request, DemoSessions sessions) => sessions.Knows(request.Cookies[Cookie]);

    // Below the demo site alone: the portal never gets it.
    private static CookieOptions Options(HttpRequest request) =>
        new()
        {
            Path = $"{request.PathBase}/demo/members",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
        };
}
