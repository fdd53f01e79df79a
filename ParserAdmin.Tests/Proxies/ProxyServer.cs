using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Proxies;

/// <summary>
/// A real proxy with TLS in a process of its own, run by an ordinary user on a free port of this machine, with its files in a folder of
/// its own. It ends with this process, however that ends: its shell stops it when our end of its input closes.
/// </summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    public const string Nginx = "/usr/sbin/nginx";
    public const string Haproxy = "/usr/sbin/haproxy";

    // Whoever starts as root would otherwise run the proxy as root, too.
    private const string Ordinary = "nobody";

    private const string Script = """
        cd "$1"; shift
        "$@" </dev/null >said 2>&1 &
        server=$!
        read -r _ || true
        kill -TERM $server; wait $server || true
        """;

    private readonly TestDirectory _folder = new();
    private readonly string _program;
    private readonly int _port = PortalProcess.FreePort();
    private Process? _shell;

    private ProxyServer(string program)
    {
        _program = program;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var today = TimeProvider.System.GetUtcNow();
        Certificate = new CertificateRequest("CN=parser.example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            today.AddDays(-1),
            today.AddDays(1)
        );
        File.WriteAllText(_folder.File("tls.crt"), Certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("tls.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_folder.File("tls.pem"), Certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Made by itself.</summary>
    public X509Certificate2 Certificate { get; }

    public Uri Address => new($"https://127.0.0.1:{_port}/");

    /// <param name="servers">What stands in nginx's <c>http</c>, as in docs/operating.md.</param>
    public static Task<ProxyServer> NginxAsync(string servers) => StartAsync(new ProxyServer(Nginx), servers);

    /// <param name="configuration">As in docs/operating.md.</param>
    public static Task<ProxyServer> HaproxyAsync(string configuration) => StartAsync(new ProxyServer(Haproxy), configuration);

    /// <summary>Starts it, with another configuration than before.</summary>
    public async Task StartAsync(string configuration)
    {
        await File.WriteAllTextAsync(_folder.File("proxy.conf"), Here(configuration));
        string[] line =
            _program == Nginx
                ? [_program, "-e", _folder.File("error.log"), "-p", _folder.Path, "-c", _folder.File("proxy.conf")]
                : [_program, "-db", "-f", _folder.File("proxy.conf")];
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true };
        if (Environment.UserName == "root")
        {
            using var chown = Process.Start("chown", ["-R", Ordinary, _folder.Path]);
            await chown.WaitForExitAsync();
            start.FileName = "runuser";
            foreach (var argument in (string[])["-u", Ordinary, "--", "bash"])
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in (string[])["-c", Script, "proxy-for-tests", _folder.Path, .. line])
            start.ArgumentList.Add(argument);
        _shell = Process.Start(start)!;
        await WaitUntilReadyAsync(_shell);
    }

    public async Task StopAsync()
    {
        if (_shell is null)
            return;
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _shell = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Certificate.Dispose();
        _folder.Dispose();
    }

    private static async Task<ProxyServer> StartAsync(ProxyServer proxy, string configuration)
    {
        try
        {
            await proxy.StartAsync(configuration);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>The example with the places of this test.</summary>
    private string Here(string configuration)
    {
        var here = configuration
            .Replace("listen 443 ", $"listen 127.0.0.1:{_port} ", StringComparison.Ordinal)
            .Replace("bind :443 ", $"bind 127.0.0.1:{_port} ", StringComparison.Ordinal)
            .Replace("/etc/ssl/parser.example.org", _folder.File("tls"), StringComparison.Ordinal)
            .Replace("/etc/haproxy/parser.example.org.pem", _folder.File("tls.pem"), StringComparison.Ordinal);
        return _program == Haproxy
            ? here
            : $$"""
                daemon off;
                pid nginx.pid;
                error_log error.log;
                events { }
                http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                {{here}}
                }
                """;
    }

    private async Task WaitUntilReadyAsync(Process shell)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", _port);
                return;
            }
            catch (SocketException) when (!shell.HasExited)
            {
                // It is still starting.
                await Task.Delay(25);
            }
        }

        throw new InvalidOperationException($"{_program} did not start: {Said("said")} {Said("error.log")}");
    }

    private string Said(string file) => File.Exists(_folder.File(file)) ? File.ReadAllText(_folder.File(file)) : "";
}
