using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The real program in a process of its own, on a free port and a temporary data directory; it can be killed and started again.
/// </summary>
internal sealed partial class PortalProcess : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string AdminPassword = "correct horse battery";
    public const string ApiKey = "test-key-0123456789-abcdefghij";

    private readonly StringBuilder _output = new();
    private readonly bool _bootstrap;
    private readonly bool _ownsData;
    private Process? _process;
    private Task _started = Task.CompletedTask;

    /// <param name="bootstrap">False: no admin is made, and the program prints its one-time link.</param>
    public PortalProcess(string? dataDirectory = null, IReadOnlyDictionary<string, string>? settings = null, bool bootstrap = true)
    {
        _bootstrap = bootstrap;
        _ownsData = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("parseradmin-").FullName;
        Settings = settings ?? new Dictionary<string, string>();
        Port = FreePort();
    }

    public string DataDirectory { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>What the program is started by.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    public int Port { get; }

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => _process!.Id;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The one-time link that the console shows while there is no admin.</summary>
    public string FirstLink => FirstLinkPattern().Match(Output).Value;

    /// <summary>Starts the program and returns when its host says that it has started.</summary>
    public async Task StartAsync()
    {
        if (
            await Task.WhenAny(Spawn(), _process!.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(60))) is var first
            && first != _started
        )
        {
            throw new InvalidOperationException(
                $"The program {(IsRunning ? "has not started within a minute" : "ended before it had started")}:\n{Output}"
            );
        }
    }

    /// <summary>Starts the program; what is returned completes when its host says that it has started.</summary>
    public Task Spawn()
    {
        // A shell's job in the background ignores Ctrl+C, and all that it starts would, too. A full disk, which a test makes by a limit
        // of the size of files, sends no signal.
        string[] line = ["--default-signal=INT", "--ignore-signal=XFSZ", .. Prefix, "dotnet", ProgramPath];
        var start = new ProcessStartInfo("env", [.. line, "--urls", $"http://127.0.0.1:{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = DataDirectory,
        };
        start.Environment["ParserAdmin__DataDirectory"] = DataDirectory;
        ShortLife.Expect(start);
        if (_bootstrap)
        {
            start.Environment["ParserAdmin__Bootstrap__AdminEmail"] = AdminEmail;
            start.Environment["ParserAdmin__Bootstrap__AdminPassword"] = AdminPassword;
            start.Environment["ParserAdmin__Bootstrap__ApiKey"] = ApiKey;
        }

        foreach (var (key, value) in Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _started = started.Task;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data, started);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, started);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _started;
    }

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Sends a signal, such as <c>TERM</c>, to the running program.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the program to end by itself. Returns its exit code and how long that took.</summary>
    public async Task<(int Code, TimeSpan Took)> EndAsync(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        await _process!.WaitForExitAsync().WaitAsync(patience);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return (code, watch.Elapsed);
    }

    public SqliteConnection OpenDatabase()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(DataDirectory, "parseradmin.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    public int Execute(string sql)
    {
        using var connection = OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public List<object?[]> Query(string sql)
    {
        using var connection = OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>Asks again every 20 ms until it holds; the only way to watch another process.</summary>
    public async Task<List<object?[]>> UntilAsync(string sql, Func<List<object?[]>, bool> holds, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var rows = Query(sql);
            if (holds(rows))
                return rows;
            if (watch.Elapsed > patience)
            {
                throw new TimeoutException(
                    $"Not within {patience.TotalSeconds} s: {sql}\nlast: "
                        + $"{string.Join("; ", rows.Select(row => string.Join(", ", row)))}\n{Output}"
                );
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_ownsData)
            Directory.Delete(DataDirectory, recursive: true);
    }

    public static string ProgramPath
    {
        get
        {
            // …/ParserAdmin.Tests/bin/Debug/net10.0 → …/ParserAdmin/bin/Debug/net10.0
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var top = here.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(top, "ParserAdmin", "bin", here.Parent.Name, here.Name, "parseradmin.dll");
        }
    }

    private void Read(string? line, TaskCompletionSource started)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.Contains("Application started.", StringComparison.Ordinal))
            started.TrySetResult();
    }

    [GeneratedRegex(@"http://\S+/account/first\?token=\S+")]
    private static partial Regex FirstLinkPattern();

    /// <summary>
    /// A port below those that the system gives to outgoing connections: one of these could take it before the program does.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(12_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
