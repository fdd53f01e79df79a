using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.DeadLetters;

internal sealed class FailedAttemptMapping : IEntityTypeConfiguration<FailedAttempt>
{
    public void Configure(EntityTypeBuilder<FailedAttempt> builder)
    {
        builder.ToTable(
            "failed_attempts",
            table => table.HasCheckConstraint("ck_failed_attempts_state", $"state IN ({StoredEnum.SqlList<DeadLetterState>()})")
        );
        builder.HasKey(letter => letter.Id);
        builder.Property(letter => letter.Task).HasMaxLength(50);
        builder.Property(letter => letter.SourceId).HasMaxLength(100);
        builder.Property(letter => letter.ErrorClass).HasConversion<string>().HasMaxLength(20);
        builder.Property(letter => letter.Fingerprint).HasMaxLength(64);
        builder.Property(letter => letter.State).AsLowerCaseText().IsConcurrencyToken();
        builder.Property(letter => letter.DecidedBy).HasMaxLength(256);
        builder.HasIndex(letter => new { letter.State, letter.Id });
        builder.HasIndex(letter => new { letter.SourceId, letter.Id });
        builder.HasIndex(letter => new { letter.Task, letter.Id });
        builder.HasIndex(letter => new { letter.ErrorClass, letter.Id });

        // The letters of a mistake, and, with what the list of mistakes says and asks of each, all mistakes without reading a letter.
        builder.HasIndex(
            letter => new
            {
                letter.Fingerprint,
                letter.Id,
                letter.State,
                letter.FailedAt,
                letter.SourceId,
                letter.Task,
                letter.ErrorClass,
            },
            DeadLetterQueries.MistakesIndex
        );
    }
}
