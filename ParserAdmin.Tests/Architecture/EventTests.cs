using System.Reflection;
using System.Runtime.CompilerServices;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>An event goes to many readers at once, so nothing that can be reached from it can be changed.</summary>
public sealed class EventTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Assembly Core = typeof(ParserDbContext).Assembly;

    [Fact]
    public void Events_CarryNothingThatCanBeChanged() =>
        Assert.Empty(
            from raised in Core.GetTypes()
            where typeof(IEvent).IsAssignableFrom(raised) && !raised.IsInterface
            from type in Reachable(raised)
            from member in Changes(type)
            select $"{raised.Name} reaches {type.Name}.{member}"
        );

    [Fact]
    public void Changes_OfAnEntity_AreSeenByThisTest() => Assert.Contains(nameof(ParserJob.Succeed), Changes(typeof(ParserJob)));

    [Fact]
    public void Snapshot_HasEveryPropertyOfTheJob()
    {
        var job = ParserJob.Request(
            "catalog-sync",
            "shop",
            JobTrigger.Person,
            "ada",
            JobParameters.None,
            3,
            DateTime.UnixEpoch,
            "catalog-sync:shop",
            2,
            Guid.NewGuid(),
            5
        );
        job.Start("node-1", Guid.NewGuid(), 4, DateTime.UnixEpoch.AddSeconds(1));
        job.Fail(ErrorClass.Parse, "It failed", new JobCounts { Pages = 2 }, DateTime.UnixEpoch.AddSeconds(2));
        var snapshot = job.Snapshot();
        Assert.All(
            typeof(ParserJob).GetProperties(),
            property => Assert.Equal(property.GetValue(job), typeof(JobSnapshot).GetProperty(property.Name)?.GetValue(snapshot))
        );
    }

    /// <summary>The type and those of the core that its properties lead to.</summary>
    private static HashSet<Type> Reachable(Type first)
    {
        var (found, open) = (new HashSet<Type>(), new Queue<Type>([first]));
        while (open.TryDequeue(out var type))
        {
            if (type.IsEnum || !found.Add(type))
                continue;
            foreach (
                var next in type.GetProperties()
                    .SelectMany(property => property.PropertyType.GetGenericArguments().Prepend(property.PropertyType))
                    .Where(next => next.Assembly == Core)
            )
            {
                open.Enqueue(next);
            }
        }

        return found;
    }

    /// <summary>
    /// Setters that others reach, methods that return nothing (they are there for what they do), and collections that take more.
    /// </summary>
    private static IEnumerable<string> Changes(Type type) =>
        type.GetProperties(Own)
            .Where(property =>
                property.SetMethod is { IsPrivate: false } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            )
            .Select(property => property.Name)
            .Concat(
                type.GetMethods(Own)
                    .Where(method =>
                        method is { IsPrivate: false, IsSpecialName: false, Name: not "Deconstruct" } && method.ReturnType == typeof(void)
                    )
                    .Select(method => method.Name)
            )
            .Concat(
                type.GetProperties(Own)
                    .Where(property => property.PropertyType.IsArray || IsMutableCollection(property.PropertyType))
                    .Select(property => property.Name)
            );

    private static bool IsMutableCollection(Type type) =>
        type.IsGenericType
        && new[]
        {
            typeof(List<>),
            typeof(Dictionary<,>),
            typeof(HashSet<>),
            typeof(IList<>),
            typeof(ICollection<>),
            typeof(IDictionary<,>),
        }.Contains(type.GetGenericTypeDefinition());
}
