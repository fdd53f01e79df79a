using Microsoft.Extensions.Options;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>Refuses to start on limits that no browser could work within.</summary>
internal sealed class BrowserOptionsValidator : IValidateOptions<BrowserOptions>
{
    public ValidateOptionsResult Validate(string? name, BrowserOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.Pages), options.Pages, 1, 32);
        Check(nameof(options.PagesPerBrowser), options.PagesPerBrowser, 1, 100_000);
        Check(nameof(options.MemoryMegabytes), options.MemoryMegabytes, 256, 1024 * 1024);
        Check(nameof(options.RequestsPerPage), options.RequestsPerPage, 1, 10_000);
        Check(nameof(options.MegabytesPerPage), options.MegabytesPerPage, 1, 1024);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, int value, int least, int most)
        {
            if (value < least || value > most)
                failures.Add($"{BrowserOptions.Section}:{key} must be between {least} and {most}.");
        }
    }
}
