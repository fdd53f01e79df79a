using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>One change through the API: what the audit trail calls it, and what is stored once it is done.</summary>
internal sealed record KillAct(string Action, string? Reason, KillState After, Func<Task<ApiAnswer>> Send)
{
    /// <summary>Null for a scene in which nobody changes anything.</summary>
    public static async Task<KillAct?> OfAsync(KillScene scene, int number, KillState now, ApiClient api, ListingSite site)
    {
        var reason = $"kill {number}";
        var version = (await api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        switch (scene)
        {
            case KillScene.Stop:
                return new(
                    "emergency-stop",
                    reason,
                    now with
                    {
                        Mode = "manual",
                        Stopped = true,
                        Epoch = now.Epoch + 1,
                    },
                    () => api.PostAsync("/admin/parser/emergency-stop", new { reason })
                );
            case KillScene.Reset:
                return new(
                    "emergency-stop.reset",
                    reason,
                    now with
                    {
                        Stopped = false,
                    },
                    () =>
                        api.PostAsync(
                            "/admin/parser/emergency-stop/reset",
                            new
                            {
                                reason,
                                confirm = "RESET",
                                version,
                            }
                        )
                );
            case KillScene.Mode:
                var mode = now.Mode == "auto" ? "manual" : "auto";
                return new(
                    "mode.switch",
                    reason,
                    now with
                    {
                        Mode = mode,
                    },
                    () =>
                        api.PostAsync(
                            "/admin/parser/mode",
                            new
                            {
                                mode,
                                reason,
                                version,
                            }
                        )
                );
            case KillScene.Settings:
                var maxConcurrency = now.MaxConcurrency == 4 ? 5 : 4;
                return new(
                    "settings.change",
                    reason,
                    now with
                    {
                        MaxConcurrency = maxConcurrency,
                    },
                    () =>
                        api.PatchAsync(
                            "/admin/parser/settings",
                            new
                            {
                                maxConcurrency,
                                reason,
                                version,
                            }
                        )
                );
            case KillScene.Source:
                var name = $"Shop {reason}";
                var yaml = site.Yaml("s1", "2ms").Replace("Shop s1", name, StringComparison.Ordinal);
                return new(
                    "source.save",
                    null,
                    now with
                    {
                        SourceName = name,
                    },
                    () => api.SendTextAsync(HttpMethod.Put, "/sources/s1", yaml, "application/yaml")
                );
            case KillScene.Schedule:
                var cron = $"{number % 60} {number / 60 % 24} 1 1 *";
                var schedule = (await api.GetAsync("/scheduler/jobs/catalog-sync:s4")).Expect(200).GetProperty("version").GetInt64();
                return new(
                    "schedule.edit",
                    reason,
                    now with
                    {
                        Cron = cron,
                    },
                    () =>
                        api.PutAsync(
                            "/scheduler/jobs/catalog-sync:s4",
                            new
                            {
                                cron,
                                reason,
                                version = schedule,
                            }
                        )
                );
            default:
                return null;
        }
    }
}
