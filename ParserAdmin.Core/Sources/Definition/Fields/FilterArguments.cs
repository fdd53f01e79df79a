using System.Globalization;

namespace ParserAdmin.Core.Sources.Definition.Fields;

/// <summary>
/// The arguments of one filter, already checked by the reader against the filter's shape: what is required is there, indexes are whole
/// numbers, patterns compile.
/// </summary>
public sealed class FilterArguments(
    IReadOnlyDictionary<string, string> values,
    IReadOnlyList<string> list,
    IReadOnlyDictionary<string, string> table
)
{
    public static FilterArguments None { get; } = new(new Dictionary<string, string>(), [], new Dictionary<string, string>());

    /// <summary>The texts of the one argument that is a list, such as date's formats.</summary>
    public IReadOnlyList<string> List { get; } = list;

    /// <summary>The entries of a filter whose argument is a table, such as map.</summary>
    public IReadOnlyDictionary<string, string> Table { get; } = table;

    /// <summary>The argument's text, or null if it was not given.</summary>
    public string? Find(string name) => values.GetValueOrDefault(name);

    /// <summary>The text of a required argument.</summary>
    public string Get(string name) => values[name];

    /// <summary>All arguments as one line for people: <c>pattern: (\d+), group: 1</c>; empty where there are none.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            values.Select(pair => $"{pair.Key}: {pair.Value}").Concat(List).Concat(Table.Select(pair => $"{pair.Key}: {pair.Value}"))
        );

    /// <summary>The argument's whole number, or null if it was not given.</summary>
    public int? FindIndex(string name) => values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
