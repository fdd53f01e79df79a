using ParserAdmin.Core.Fetching.Addresses;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>What a tunnel through the proxy stands for: the origin that Chromium believes to speak to, and whose tunnel it is.</summary>
internal sealed record ProxyTunnel(string Scheme, string Authority, RenderSession Session);
