using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ParserAdmin.Core.Jobs.Timings;

/// <summary>The last requests of a job that has ended; a row of <c>parser_job_requests</c>.</summary>
public sealed class JobTimings
{
    // Quick rather than small: the end of a job waits for it.
    private const int Quality = 2;
    private const int Window = 18;

    private JobTimings() { }

    public Guid JobId { get; private set; }

    /// <summary>How many requests the job made; no more than <see cref="RecentTimings.Most"/> of them are kept.</summary>
    public int Total { get; private set; }

    /// <summary>JSON, packed by Brotli.</summary>
    public byte[] Packed { get; private set; } = [];

    /// <summary>Of the JSON, in bytes.</summary>
    public int Length { get; private set; }

    internal static JobTimings Of(Guid jobId, int total, IReadOnlyList<RequestTiming> timings)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(timings);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        if (!BrotliEncoder.TryCompress(json, packed, out var written, Quality, Window))
            throw new InvalidOperationException("Packing needs no more room than its own limit.");
        return new JobTimings
        {
            JobId = jobId,
            Total = total,
            Packed = packed[..written],
            Length = json.Length,
        };
    }

    /// <summary>In the order in which they ended; none where the row was changed by hand.</summary>
    public IReadOnlyList<RequestTiming> Read()
    {
        var json = new byte[Length];
        try
        {
            return BrotliDecoder.TryDecompress(Packed, json, out var written) && written == Length
                ? JsonSerializer.Deserialize<List<RequestTiming>>(json) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

internal sealed class JobTimingsMapping : IEntityTypeConfiguration<JobTimings>
{
    public void Configure(EntityTypeBuilder<JobTimings> builder)
    {
        builder.ToTable("parser_job_requests");
        builder.HasKey(timings => timings.JobId);
        builder.Property(timings => timings.JobId).ValueGeneratedNever();
        builder.HasOne<ParserJob>().WithOne().HasForeignKey<JobTimings>(timings => timings.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
