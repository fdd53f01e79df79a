using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ParserAdmin.Core.Data;

/// <summary>Enums are stored as their lower-case names, which scripts and CHECK constraints rely on.</summary>
public static class StoredEnum
{
    public static PropertyBuilder<TEnum> AsLowerCaseText<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum =>
        property.HasConversion(new ValueConverter<TEnum, string>(value => Write(value), text => Read<TEnum>(text))).HasMaxLength(20);

    public static PropertyBuilder<TEnum?> AsText<TEnum>(this PropertyBuilder<TEnum?> property)
        where TEnum : struct, Enum =>
        property.HasConversion(new ValueConverter<TEnum, string>(value => value.ToString(), text => Read<TEnum>(text))).HasMaxLength(20);

    public static string Write<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    public static TEnum Read<TEnum>(string text)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(text, ignoreCase: true);

    /// <summary>The SQL list of all values, for a CHECK constraint: <c>'pending', 'running'</c>.</summary>
    public static string SqlList<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(value => $"'{Write(value)}'"));
}
