namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>How Chromium is started, so that every byte of it goes through the proxy or nowhere.</summary>
internal static class ChromiumArguments
{
    /// <summary>
    /// Taken away before a page's own scripts run: these speak UDP, which no proxy here carries. The switches below close the same door
    /// from inside.
    /// </summary>
    public const string InitScript =
        "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport']) { delete "
        + "globalThis[name]; }";

    // Of one page's scripts, in MiB: V8 ends the page before it eats the machine.
    private const int ScriptHeap = 512;

    /// <param name="keyHash">Base64 of the SHA-256 of the public key that the proxy shows inside its tunnels.</param>
    public static IEnumerable<string> Of(string keyHash) =>
        [
            // Names are resolved by the connection point alone; a look-up of Chromium's own finds nothing.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            // The proxy reads what passes, and checks the site's certificate itself.
            $"--ignore-certificate-errors-spki-list={keyHash}",
            "--disable-quic",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--dns-prefetch-disable",
            "--no-pings",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-first-run",
            "--mute-audio",
            "--disable-gpu",
            $"--js-flags=--max-old-space-size={ScriptHeap}",
        ];
}
