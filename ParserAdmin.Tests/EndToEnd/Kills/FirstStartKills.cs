using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>First starts, killed once or twice while the database is made; the next one finds or makes all that it needs, once.</summary>
internal static class FirstStartKills
{
    public static async Task<string> RunAsync(Random random)
    {
        await using var portal = new PortalProcess(settings: new Dictionary<string, string> { ["ParserAdmin:Demo"] = "false" });
        var database = Path.Combine(portal.DataDirectory, "parseradmin.db");
        for (var kills = random.Next(1, 3); kills > 0; kills--)
        {
            var started = portal.Spawn();
            if (random.Next(4) > 0)
            {
                while (!File.Exists(database))
                    await Task.Delay(2);
            }

            await Task.WhenAny(started, Task.Delay(random.Next(0, 1_000)));
            await portal.KillAsync();
        }

        var made = File.Exists(database);
        await portal.StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var api = new ApiClient(http, portal.Address, PortalProcess.ApiKey);
        (await api.GetAsync("/health/ready")).Expect(200);
        Assert.True((await api.GetAsync("/audit/verify")).Expect(200).GetProperty("intact").GetBoolean());
        Assert.Equal(["manual", 0L, 0L, 1L], portal.Query("SELECT mode, stopped, epoch, version FROM parser_settings")[0]);
        Assert.Equal(1L, portal.Query("SELECT count(*) FROM audit_logs WHERE action = 'settings.create'")[0][0]);
        Assert.Equal(1L, portal.Query("SELECT count(*) FROM api_keys")[0][0]);
        Assert.Equal(1L, portal.Query("SELECT count(*) FROM users WHERE email IS NOT NULL")[0][0]);
        return made ? "while the database was made" : "before the database was there";
    }
}
