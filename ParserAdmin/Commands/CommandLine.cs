using System.CommandLine;

namespace ParserAdmin.Commands;

/// <summary>The program's commands; without one it serves.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand("ParserAdmin: a control room for scheduled web parsers.") { TreatUnmatchedTokensAsErrors = false };
        // Unknown options are ASP.NET's: --urls, --environment, --ParserAdmin:DataDirectory …
        root.SetAction((parsed, cancellationToken) => Portal.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return root;
    }
}
