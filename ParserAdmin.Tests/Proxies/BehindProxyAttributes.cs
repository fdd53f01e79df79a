using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Proxies;

/// <summary>A test behind nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = Proxies.Missing(ProxyServer.Nginx);
}

/// <summary>A test in a real browser, behind nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserBehindNginxAttribute : TheoryAttribute
{
    public BrowserBehindNginxAttribute() => Skip = Proxies.Missing(ProxyServer.Nginx, Chromium.Path);
}

/// <summary>A test in a real browser, behind HAProxy before two nodes.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer(NeedsPostgresTrait.TypeName, NeedsPostgresTrait.Assembly)]
public sealed class BrowserBehindHaproxyAttribute : TheoryAttribute, ITraitAttribute
{
    public BrowserBehindHaproxyAttribute() => Skip = Proxies.Missing(ProxyServer.Haproxy, Chromium.Path) ?? PostgresServer.SkipReason;
}

file static class Proxies
{
    /// <summary>Why a test is skipped here, or null.</summary>
    public static string? Missing(params string[] programs) =>
        programs.FirstOrDefault(program => !File.Exists(program)) is { } missing
            ? $"{missing} is not installed; ./test.sh installs it."
            : null;
}
