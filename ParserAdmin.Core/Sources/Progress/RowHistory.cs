using System.Globalization;

namespace ParserAdmin.Core.Sources.Progress;

/// <summary>Row counts of the last runs, oldest first, at most <see cref="Most"/>. Stored as "20,20,19".</summary>
public sealed class RowHistory : IEquatable<RowHistory>
{
    public const int Most = 10;

    private readonly int[] _counts;

    private RowHistory(int[] counts) => _counts = counts;

    public static RowHistory Empty { get; } = new([]);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<int> Counts => _counts;

    public bool IsEmpty => _counts.Length == 0;

    /// <summary>The middle one; 0 without a history.</summary>
    public int Median => _counts.Length == 0 ? 0 : _counts.Order().ElementAt(_counts.Length / 2);

    public static RowHistory Read(string text) =>
        text.Length == 0 ? Empty : new([.. text.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture))]);

    public RowHistory Add(int rows) => new([.. _counts.Append(rows).TakeLast(Most)]);

    public bool Equals(RowHistory? other) => other is not null && _counts.SequenceEqual(other._counts);

    public override bool Equals(object? obj) => Equals(obj as RowHistory);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(',', _counts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
}
