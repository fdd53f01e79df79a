using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ParserAdmin.Core;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;

namespace ParserAdmin.Commands.Running;

/// <summary><c>run</c>: the scheduler in the terminal, without the portal.</summary>
internal static class RunCommand
{
    public static Command Create(SettingArguments settings)
    {
        var once = new Option<bool>("--once")
        {
            Description = "Run the task, wait for it and end: 0 when all succeeded, 1 when one failed, 3 when the gate refused.",
        };
        var skip = new Option<bool>("--skip-initial")
        {
            Description = "No run at the start; in mode auto the schedules begin one interval from now.",
        };
        var pages = new Option<string?>("--max-pages") { Description = "Listing pages of the first run at most." };
        var mode = new Option<string>("--mode")
        {
            Description =
                "historical: the first run takes all pages; incremental: what is new. Without it the state of the source decides.",
        };
        mode.AcceptOnlyFromAmong("historical", "incremental");
        var path = new Option<string>("--path")
        {
            Description = "catalog or updates: the one path that the first run reads. Without it the task reads its own.",
        };
        var headless = new Option<bool>("--headless")
        {
            Description = "For sources fetched with a browser: without a window (the default).",
        };
        var shown = new Option<bool>("--no-headless") { Description = "For sources fetched with a browser: with a window." };
        var source = new Option<string>("--source") { Description = "Id of a source; all of them otherwise." };
        var task = new Option<string>("--task")
        {
            Description = "The task of the first run; for a source that can be crawled by one other task only, that one.",
            DefaultValueFactory = _ => CatalogSync.Definition.Name,
        };
        var config = new Option<string>("--config")
        {
            Description = "A JSON file of settings, read after appsettings.json; environment and command line still decide over it.",
        };
        var run = new Command("run", "Scheduler in the terminal, without the portal. Ctrl+C ends it gracefully.")
        {
            once,
            skip,
            pages,
            mode,
            path,
            headless,
            shown,
            source,
            task,
            config,
        };
        run.Validators.Add(result =>
        {
            if (Given(result, pages) is { } most && (Number(most) is not { } number || new JobParameters(number).Problem is not null))
                result.AddError($"--max-pages takes a whole number from 1 to 100,000; '{most}' is none.");
            if (Given(result, path) is { } name && !PathNames.All.Contains(name))
                result.AddError($"--path takes the name of a path; there is no '{name}'{NearestWord.Hint(name, PathNames.All)}");
            if (IsOn(result, once) && IsOn(result, skip))
                result.AddError("--once and --skip-initial together would do nothing. Leave one out.");
            if (IsOn(result, headless) && IsOn(result, shown))
                result.AddError("--headless and --no-headless exclude each other.");
            if (Given(result, config) is { Length: > 0 } file && ProblemOf(file) is { } problem)
                result.AddError(problem);
        });
        var host = new WebHostOptions(run, listens: false);
        run.SetAction(
            (parsed, cancellationToken) =>
            {
                string[] args =
                [
                    .. settings.Settings,
                    .. host.Given(parsed),
                    .. Headless(parsed.GetValue(headless), parsed.GetValue(shown)),
                ];
                var options = new RunOptions(
                    parsed.GetValue(once),
                    parsed.GetValue(skip),
                    new JobParameters(Number(parsed.GetValue(pages)), parsed.GetValue(mode), parsed.GetValue(path)),
                    parsed.GetValue(source),
                    parsed.GetRequiredValue(task)
                )
                {
                    IsTaskNamed = parsed.GetResult(task) is { Implicit: false },
                    ConfigFile = parsed.GetValue(config),
                };
                var console = parsed.InvocationConfiguration;
                return CommandErrors.GuardAsync(
                    console.Error,
                    () => CommandHost.Configuration(args, options.ConfigFile),
                    () => RunSession.RunAsync(args, options, console, cancellationToken),
                    cancellationToken
                );
            }
        );
        return run;
    }

    /// <summary>
    /// What was typed as an option's value, or null. A validator must not ask for the value itself: it throws where the word is no value
    /// of its kind, or stands there twice.
    /// </summary>
    private static string? Given(CommandResult result, Option option) => result.GetResult(option)?.Tokens is [var only] ? only.Value : null;

    private static bool IsOn(CommandResult result, Option<bool> option) =>
        result.GetResult(option) is { Implicit: false }
        && (Given(result, option) is not { } word || (bool.TryParse(word, out var on) && on));

    private static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>Why a file of settings cannot be read, or null.</returns>
    private static string? ProblemOf(string file)
    {
        try
        {
            var configuration = new ConfigurationBuilder();
            configuration.AddNamedSettings(file);
            configuration.Build();
            return null;
        }
        catch (FileNotFoundException)
        {
            return $"There is no file '{file}', which --config names.";
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"'{file}', which --config names, is no JSON file of settings: {unreadable.GetBaseException().Message}";
        }
    }

    /// <summary>Without either option the configuration decides.</summary>
    private static string[] Headless(bool headless, bool shown) =>
        headless || shown ? [$"--{BrowserOptions.Section}:Headless={headless}"] : [];
}
