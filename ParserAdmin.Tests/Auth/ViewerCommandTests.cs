using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Passwords;
using ParserAdmin.Core.People.SavedViews;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>
/// Whatever way a viewer's wish comes in, by a page's circuit too, it ends at a command, and that refuses. The commands are those that the
/// program has: a new one is among them by itself.
/// </summary>
public sealed class ViewerCommandTests : IAsyncLifetime
{
    /// <summary>About oneself, with one's password or code.</summary>
    private static readonly string[] Own =
    [
        $"{nameof(PasswordCommands)}.{nameof(PasswordCommands.ChangeAsync)}",
        $"{nameof(FactorCommands)}.{nameof(FactorCommands.SetUpAsync)}",
        $"{nameof(FactorCommands)}.{nameof(FactorCommands.RenewCodesAsync)}",
        $"{nameof(FactorCommands)}.{nameof(FactorCommands.TurnOffAsync)}",
    ];

    private CoreHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await CoreHost.CreateAsync();
        await _host.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Commands_OfAViewer_AreDeniedAndOnRecord()
    {
        var commands = typeof(Changes)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Commands", StringComparison.Ordinal) || type == typeof(EmergencyStop))
            .Where(type => type != typeof(SavedViewCommands)) // One's own alone: a viewer has them, too.
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
            .Where(method => !Own.Contains(NameOf(method)))
            .ToList();
        Assert.True(commands.Count > 30, $"{commands.Count} commands");

        var statuses = new List<string>();
        foreach (var command in commands)
        {
            object? asked = command.Invoke(
                _host.Provider.GetRequiredService(command.DeclaringType!),
                [.. command.GetParameters().Select(Argument)]
            );
            statuses.Add($"{NameOf(command)}: {(CommandStatus)(await (dynamic)asked!).Status}");
        }

        Assert.Equal(commands.Select(command => $"{NameOf(command)}: {CommandStatus.Forbidden}"), statuses);
        Assert.Equal(commands.Count, (await _host.AuditAsync()).Count(entry => entry.Outcome == AuditOutcome.Denied));
    }

    private static string NameOf(MethodInfo command) => $"{command.DeclaringType!.Name}.{command.Name}";

    /// <summary>What may be left out is; the rest is what makes sense to most commands.</summary>
    private static object? Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Actor))
            return Actors.Viewer;
        if (new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable)
            return null;
        if (type == typeof(string))
            return parameter.Name == "scheduleId" ? "catalog-sync:shop" : "shop";
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        if (type.IsInterface)
            return Empty(type);
        var make = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        return make.Invoke([.. make.GetParameters().Select(Argument)]);
    }

    private static object? Empty(Type type) =>
        type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))
        : type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : null;
}
