using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>A test in a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium.Path))
            Skip = "Debian's chromium is not installed; ./test.sh installs it.";
    }
}
