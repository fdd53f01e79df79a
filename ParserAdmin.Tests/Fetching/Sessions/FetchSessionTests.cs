using ParserAdmin.Core.Fetching.Sessions;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Sessions;

public sealed class FetchSessionTests
{
    private const string Cookies = "sid=abc; prefs={\"a\":1,\"b\":2}; seen=7,8";

    private static readonly Uri Site = new("https://a.example/x");

    [Fact]
    public void Add_CookieHeaderOfABrowser_IsSentAsItStood()
    {
        var session = new FetchSession();

        session.Add(Site, Cookies);

        Assert.Equal(Cookies, Sent(session));
    }

    [Fact]
    public void Take_ValueWithCommas_IsOneCookieAlsoAfterARestart()
    {
        var session = new FetchSession();
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Set-Cookie", "seen=7,8=9; Expires=Thu, 31 Dec 2099 23:59:59 GMT; Path=/");
        session.Take(answer, Site);
        var again = new FetchSession();

        again.Restore(session.TakeChanges()!);

        Assert.Equal(("seen=7,8=9", "seen=7,8=9", "7,8=9"), (Sent(session), Sent(again), Assert.Single(again.Cookies()).Value));
    }

    [Fact]
    public void Restore_CookiesThatNoRequestCanHold_AreLeftOut()
    {
        var session = new FetchSession();
        session.Add(Site, "sid=abc");
        var stored = session.TakeChanges()!.Replace("]", "", StringComparison.Ordinal);
        var again = new FetchSession();

        again.Restore(
            $"{stored},{stored[1..].Replace("abc", "a\\u0001c", StringComparison.Ordinal)}"
                + $",{stored[1..].Replace("\"sid\"", "\"$sid\"", StringComparison.Ordinal)}]"
        );

        Assert.Equal("sid=abc", Sent(again));
    }

    private static string? Sent(FetchSession session)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, Site);
        session.Apply(message, Site);
        return message.Headers.NonValidated.TryGetValues("Cookie", out var values) ? values.ToString() : null;
    }
}
