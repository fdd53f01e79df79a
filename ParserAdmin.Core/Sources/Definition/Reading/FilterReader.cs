using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads one filter: its name alone, or a mapping of its name to its arguments.</summary>
internal static class FilterReader
{
    public static FilterDefinition? Read(Cursor cursor)
    {
        if (cursor.Node is not MapNode)
            return cursor.AsFilledText() is { } name && Shape(name, cursor.Node, cursor) is { } shape ? Alone(shape, cursor) : null;
        var entries = cursor.AsEntries()!;
        if (entries is not [var only])
        {
            var first = FilterSignatures.All.GetValueOrDefault(entries.Count > 0 ? entries[0].Key.Value : "");
            var isArgument =
                first is not null && entries.Skip(1).All(entry => first.Arguments.Any(argument => argument.Name == entry.Key.Value));
            cursor.Fail(
                isArgument
                    ? $"'{entries[1].Key.Value}' belongs to '{first!.Name}'; write {first.Name}: {{ {first.Arguments[0].Name}: …, "
                        + $"{entries[1].Key.Value}: … }}"
                    : $"a filter has one name, but here are {entries.Count}; begin each filter with its own '- ', or put it in braces "
                        + $"of its own"
            );
            return null;
        }

        return Shape(only.Key.Value, only.Key, cursor) is { } found ? WithArguments(found, only.Value) : null;
    }

    private static FilterSignature? Shape(string name, DefinitionNode at, Cursor cursor)
    {
        if (FilterSignatures.All.TryGetValue(name, out var shape))
            return shape;
        cursor.Errors.Add(
            at,
            cursor.Path,
            $"unknown filter '{CursorScalars.Short(name)}'{(FilterSignatures.All.ContainsKey(name.Split(':')[0]) ? "; put a space after the ':', and the filter in braces: { name: … }" : NearestWord.Hint(name, [.. FilterSignatures.All.Keys]))}"
        );
        return null;
    }

    private static FilterDefinition? Alone(FilterSignature shape, Cursor cursor)
    {
        if (shape.StandsAlone)
            return new FilterDefinition(shape.Name, FilterArguments.None);
        var wanted = shape.IsTable
            ? "a table, such as 'map: { from: to }'"
            : $"arguments: {string.Join(", ", shape.Arguments.Select(a => a.Name))}";
        cursor.Fail($"the filter '{shape.Name}' needs {wanted}");
        return null;
    }

    private static FilterDefinition? WithArguments(FilterSignature shape, Cursor place)
    {
        if (shape.IsTable)
            return Table(shape, place);
        if (shape.Arguments.Count == 0)
        {
            place.Fail($"the filter '{shape.Name}' takes no arguments; write only its name");
            return null;
        }

        return place.Node switch
        {
            MapNode => Named(shape, place),
            ListNode when shape.Positional => Positional(shape, place),
            ScalarNode when shape.TakesText => Build(shape, [(shape.Arguments[0], place)]),
            _ => Refuse(shape, place),
        };
    }

    private static FilterDefinition? Named(FilterSignature shape, Cursor place)
    {
        if (
            shape.Positional
            && place.Node is MapNode { Entries: [{ Value: ScalarNode to } only] }
            && shape.Arguments.All(argument => argument.Name != only.Key.Value)
        )
        {
            place.Fail(
                $"the filter '{shape.Name}' has no table; write {shape.Name}: [{FormAdvice.Quoted(only.Key.Value)}, "
                    + $"{FormAdvice.Quoted(to.Value)}]"
            );
            return null;
        }

        var map = place.AsMap([.. shape.Arguments.Select(argument => argument.Name)])!;
        foreach (var argument in shape.Arguments.Where(argument => argument.Required))
            map.Require(argument.Name, $"{argument.Name}: …");

        return Build(
            shape,
            [
                .. shape
                    .Arguments.Select(argument => (argument, map.Find(argument.Name)))
                    .Where(pair => pair.Item2 is not null)
                    .Select(pair => (pair.argument, pair.Item2!)),
            ]
        );
    }

    private static FilterDefinition? Positional(FilterSignature shape, Cursor place)
    {
        var items = place.AsList()!;
        if (items.Count != shape.Arguments.Count)
        {
            var names = string.Join(", ", shape.Arguments.Select(argument => argument.Name));
            place.Fail($"the filter '{shape.Name}' needs {shape.Arguments.Count} values, but here are {items.Count}; write [{names}]");
            return null;
        }

        return Build(shape, [.. shape.Arguments.Zip(items)]);
    }

    private static FilterDefinition? Refuse(FilterSignature shape, Cursor place)
    {
        var names = shape.Arguments.Select(argument => argument.Name);
        place.WrongType(
            shape.Positional
                ? $"a list of {shape.Arguments.Count}: [{string.Join(", ", names)}]"
                : $"a mapping with {string.Join(", ", names)}",
            !shape.Positional && place.Node is ScalarNode { IsNull: false } given
                ? $"; write {{ {shape.Name}: {{ {names.First()}: {FormAdvice.Quoted(given.Value)} }} }}"
                : ""
        );
        return null;
    }

    private static FilterDefinition? Build(FilterSignature shape, IReadOnlyList<(ArgumentSignature Shape, Cursor Place)> given)
    {
        var values = new Dictionary<string, string>();
        IReadOnlyList<string> list = [];
        var complete = true;
        foreach (var (argument, place) in given)
        {
            if (ArgumentReader.Read(place, argument.Kind) is not { } texts)
            {
                complete = false;
            }
            else if (argument.Kind == ArgumentKind.DateFormats)
            {
                list = texts;
            }
            else
            {
                values[argument.Name] = texts[0];
            }
        }

        if (complete && values.TryGetValue("pattern", out var pattern))
            complete = GroupExists(pattern, given);
        return complete ? new FilterDefinition(shape.Name, new FilterArguments(values, list, FilterArguments.None.Table)) : null;
    }

    private static bool GroupExists(string pattern, IReadOnlyList<(ArgumentSignature Shape, Cursor Place)> given)
    {
        var place = given.FirstOrDefault(pair => pair.Shape.Name == "group").Place;
        var most = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)).GetGroupNumbers().Max();
        return place is null || place.AsInteger(0, most) is not null;
    }

    private static FilterDefinition? Table(FilterSignature shape, Cursor place)
    {
        if (place.AsEntries() is not { } entries)
            return null;
        if (entries.Count == 0)
            place.Fail("the table is empty; add entries such as 'from: to'");
        var table = entries.ToDictionary(entry => entry.Key.Value, entry => entry.Value.AsText() ?? "");
        return new FilterDefinition(shape.Name, new FilterArguments(FilterArguments.None.Table, [], table));
    }
}
