using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>One Chromium for all tests that render.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserRig>
{
    public const string Name = "Rendering";
}
