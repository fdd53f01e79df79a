using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ParserAdmin.Core.Data;

/// <summary>Times are UTC in every database; SQLite and SQL Server forget the kind, so it is put back on reading.</summary>
internal sealed class UtcDateTimeConverter()
    : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc)
    );
