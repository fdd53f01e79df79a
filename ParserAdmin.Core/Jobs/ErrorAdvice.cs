namespace ParserAdmin.Core.Jobs;

/// <summary>What an error class means, and what a person can do about it.</summary>
public static class ErrorAdvice
{
    public static string Of(ErrorClass errorClass) =>
        errorClass switch
        {
            ErrorClass.RateLimited =>
                "The site asked for fewer requests. It is tried again after the time it named; if this comes often, raise fetch.delay "
                    + "in the definition.",
            ErrorClass.Blocked =>
                "The site, or the address check, refuses this request, and would again. Open the address in a browser; look at the user "
                    + "agent, at robots.txt and at AllowedPrivateHosts.",
            ErrorClass.AuthExpired => "The site wants a login. Renew the source's login, then run it again.",
            ErrorClass.NotFound => "The page is not there any more. Check the addresses in the definition.",
            ErrorClass.LayoutChanged =>
                "The page no longer looks as the definition says. Nothing was marked as gone. Correct the selectors, then run it again.",
            ErrorClass.Network =>
                "The connection failed, or the site has a fault of its own. It is tried again by itself; if it stays, check whether the "
                    + "site can be reached from here.",
            ErrorClass.Timeout =>
                "The site answered too slowly. It is tried again by itself; if it stays, raise fetch.timeout in the definition.",
            ErrorClass.TooLarge => "The answer is larger than the limit. Ask for smaller pages in the definition.",
            ErrorClass.Parse =>
                "The answer, or the definition, cannot be read. Check fetch.encoding, the response type and the definition.",
            ErrorClass.Storage =>
                "The database refused. It is tried again by itself; if it stays, look at the disk and at the database's log.",
            ErrorClass.Cancelled => "It was ended on purpose.",
            _ => "A fault in this program. Report it with the lines of this log; it is not tried again by itself.",
        };
}
