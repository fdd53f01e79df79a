using System.Reflection;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Data;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>What every component keeps to.</summary>
public sealed class ComponentTests
{
    private static readonly string[] Holders = ["UserManager`1", "RoleManager`1", "SignInManager`1", "IUserStore`1"];

    /// <summary>A component outlives every operation, so it never holds a context, nor what holds one.</summary>
    [Fact]
    public void Components_HoldNoContext() =>
        Assert.Empty(
            from type in typeof(ParserAdmin.Demo.Site.DemoSite).Assembly.GetTypes()
            where typeof(IComponent).IsAssignableFrom(type)
            from member in Members(type)
            where typeof(ParserDbContext).IsAssignableFrom(member.Type) || Holders.Contains(member.Type.Name)
            select $"{type} holds {member.Type} in {member.Name}"
        );

    /// <summary>A page may be closed at any moment; <c>ScriptModule</c> alone knows what that does to a call.</summary>
    [Fact]
    public void Scripts_AreCalledByTheirModuleOnly() =>
        Assert.Empty(
            from type in Assemblies.Web.Calls
            where type.Key != typeof(ScriptModule).FullName
            from called in type.Value
            where
                called.StartsWith("Microsoft.JSInterop.IJSRuntime.", StringComparison.Ordinal)
                || called.StartsWith("Microsoft.JSInterop.IJSObjectReference.", StringComparison.Ordinal)
                || called.StartsWith("Microsoft.JSInterop.JSRuntimeExtensions.", StringComparison.Ordinal)
                || called.StartsWith("Microsoft.JSInterop.JSObjectReferenceExtensions.", StringComparison.Ordinal)
            select $"{type.Key} calls {called}"
        );

    private static IEnumerable<(string Name, Type Type)> Members(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetFields(all)
            .Select(field => (field.Name, field.FieldType))
            .Concat(type.GetProperties(all).Select(property => (property.Name, property.PropertyType)));
    }
}
