using System.Globalization;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Likeness;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables.Steps;

internal static class Definitions
{
    /// <exception cref="JobFailedException">The stored YAML is no longer valid for this version of the program.</exception>
    public static SourceDefinition Of(Source source)
    {
        var read = SourceDefinitionReader.Read(source.Definition);
        return read.Definition
            ?? throw new JobFailedException(
                ErrorClass.Parse,
                $"The definition of {source.Name} is not valid: line {read.Errors[0].Line}: {read.Errors[0].Message}"
            );
    }

    /// <summary>The definition of a source that has all that the task needs.</summary>
    /// <exception cref="JobFailedException">It lacks something, or is not valid.</exception>
    public static SourceDefinition Demand(TaskDefinition task, Source source)
    {
        var definition = Of(source);
        return task.Lacks(definition) is { } lacks
            ? throw new JobFailedException(ErrorClass.Parse, $"The definition of {source.Name} has {lacks}, which {task.Name} needs.")
            : definition;
    }

    /// <summary>
    /// The listing that a run of a crawling task reads, and what its rows are where the definition does not say: the one that a person
    /// named, else the task's own.
    /// </summary>
    /// <exception cref="JobFailedException">The definition was edited since, and has no such path any more.</exception>
    public static (string Path, string Kind) Listing(JobRun run, TaskDefinition task, string own, string kind)
    {
        if (run.Parameters.Path is not { } path || path == own)
            return (own, kind);
        var definition = Of(run.Source);
        return task.PathProblem(definition, path) is { } problem
            ? throw new JobFailedException(ErrorClass.Parse, problem)
            : (path, Kind(definition, path));
    }

    /// <summary>
    /// What the rows of a listing are, as the task calls them whose own it is: an item of another kind would be another item.
    /// </summary>
    public static string Kind(SourceDefinition definition, string path) =>
        path == PathNames.Catalog
            ? ItemKinds.Title
            : definition.Kind switch
            {
                SourceKind.Channel => ItemKinds.Post,
                SourceKind.Listing => ItemKinds.Listing,
                _ => ItemKinds.Title,
            };

    /// <summary>
    /// What a task lacks that finds, on one path, items that another path shows too: the path, or an identity by which they are known
    /// again.
    /// </summary>
    public static string? Lacking(SourceDefinition definition, string path) =>
        !definition.Paths.ContainsKey(path) ? $"no path '{path}'"
        : definition.Identity == IdentityPolicy.Hash ? "no identity other than 'hash'"
        : null;

    /// <summary>What a path's placeholders may stand for, of an item: all its fields by name.</summary>
    public static Dictionary<string, string> Values(ItemDraft item)
    {
        var values = new Dictionary<string, string>(item.Attributes, StringComparer.Ordinal);
        Set("title", item.Title);
        Set("externalId", item.ExternalId);
        Set("url", item.Url);
        Set("series", item.Series);
        Set("seriesNumber", item.SeriesNumber?.ToString("0.####", CultureInfo.InvariantCulture));
        Set("creator", item.Creators.Count > 0 ? item.Creators[0] : null);
        Set("year", WorkYear.Of(item)?.ToString(CultureInfo.InvariantCulture));
        return values;

        void Set(string name, string? value)
        {
            if (value is not null)
                values[name] = value;
        }
    }

    /// <exception cref="JobFailedException">The path has no address, or a placeholder in it has no value.</exception>
    public static Uri Address(SourceDefinition definition, string path, IReadOnlyDictionary<string, string> values) =>
        definition.Paths[path].Path is { } template && PathAddress.TryResolve(definition.Links[0], template, values, out var address)
            ? address
            : throw new JobFailedException(
                ErrorClass.Parse,
                $"The path '{path}' gives no address. Set paths.{path}.path in the definition."
            );
}
