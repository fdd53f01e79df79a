namespace ParserAdmin.Core.Fetching;

/// <summary>What happens to a fetch on its way.</summary>
public enum FetchEventKind
{
    /// <summary>It waits a second or more for its host's turn.</summary>
    Waiting,

    /// <summary>It waits because its host asked everybody to stay away.</summary>
    Cooling,

    /// <summary>It failed in a way that may pass, and is tried again.</summary>
    Retrying,

    /// <summary>The server sent it on to another address.</summary>
    Redirected,

    /// <summary>Something that a page wanted to load was refused; the page goes on without it.</summary>
    Refused,

    /// <summary>One request of it got an answer, of any status.</summary>
    Answered,

    /// <summary>It is done.</summary>
    Fetched,
}
