using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Core.Fetching;

/// <summary>Refuses to start on a fetch configuration that would be misread later.</summary>
internal sealed class FetchingOptionsValidator : IValidateOptions<FetchingOptions>
{
    private const int LeastBody = 1024;
    private const int MostBody = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        var failures = new List<string>();
        foreach (var entry in options.AllowedPrivateHosts)
        {
            if (!Authority.TryParse(entry, out _))
                failures.Add($"{FetchingOptions.Section}:AllowedPrivateHosts: \"{entry}\" is not host:port, such as 127.0.0.1:18080.");
        }

        if (options.MaxBodyBytes is < LeastBody or > MostBody)
            failures.Add($"{FetchingOptions.Section}:MaxBodyBytes must be between {LeastBody} and {MostBody} bytes.");
        if (string.IsNullOrWhiteSpace(options.UserAgent) || HasControl(options.FullUserAgent))
            failures.Add($"{FetchingOptions.Section}:UserAgent and Contact must be plain text on one line, and UserAgent not empty.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool HasControl(string text) => text.Any(char.IsControl);
}
