using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Stop;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

public sealed class StopRecordTests
{
    private static readonly Guid Correlation = Guid.Parse("0195c2f0-0000-7000-8000-000000000001");
    private static readonly Actor Olga = new(ActorType.Api, "k-1", "olga", Role.Operator, "192.0.2.2", Correlation);

    [Fact]
    public void Create_ByAKey_KeepsWhoWhereAndWhen()
    {
        var stop = StopRecord.Create(Olga, "smoke", "node-1", SafetyStates.Then);

        Assert.Equal(
            new StopRecord
            {
                Id = stop.Id,
                Epoch = 0,
                StoppedAt = SafetyStates.Then,
                StoppedBy = "olga",
                ActorType = ActorType.Api,
                ActorId = "k-1",
                ActorRole = Role.Operator,
                IpAddress = "192.0.2.2",
                CorrelationId = Correlation,
                Reason = "smoke",
                Node = "node-1",
            },
            stop
        );
        Assert.Equal(7, stop.Id.Version);
        Assert.Equal(Olga, stop.ToActor());
        Assert.Equal(new SafetyEvent.Stop("olga", SafetyStates.Then, "smoke", 4), (stop with { Epoch = 4 }).ToEvent());
    }

    [Fact]
    public void Create_NothingKnown_KeepsNothing()
    {
        var stop = StopRecord.Create(Actor.System with { Id = null, IpAddress = null }, null, "node-1", SafetyStates.Then);

        Assert.Equal((null, null, null, null), (stop.ActorId, stop.IpAddress, stop.CorrelationId, stop.Reason));
    }

    /// <summary>A stop is never refused because a text is too long for its column or holds what no database takes.</summary>
    [Fact]
    public void Create_TextsThatNoColumnTakes_AreMadeToFit()
    {
        static string Long(int length) => "\0" + new string('x', length + 1);

        var stop = StopRecord.Create(
            Olga with
            {
                Name = Long(256),
                Id = Long(100),
                IpAddress = Long(64),
            },
            "smo\0ke",
            Long(200),
            SafetyStates.Then
        );

        Assert.Equal(
            (256, 100, 64, 200, "smoke"),
            (stop.StoppedBy.Length, stop.ActorId!.Length, stop.IpAddress!.Length, stop.Node.Length, stop.Reason)
        );
        Assert.DoesNotContain('\0', stop.StoppedBy + stop.ActorId + stop.IpAddress + stop.Node);
    }

    [Theory]
    [InlineData("smoke", "Emergency stop by olga: smoke")]
    [InlineData("", "Emergency stop by olga")]
    [InlineData(null, "Emergency stop by olga")]
    public void Words_OfAStop_NameWhoAndWhy(string? reason, string words) =>
        Assert.Equal(words, StopRecord.Create(Olga, reason, "node-1", SafetyStates.Then).Words());

    [Theory, InlineData("smoke"), InlineData(null)]
    public void Read_WhatWasWritten_IsTheSame(string? reason)
    {
        var stop = StopRecord.Create(Olga, reason, "node-1", SafetyStates.Then) with { Epoch = 4 };

        Assert.Equal(stop, StopRecord.Read(stop.Write()));
    }

    [Fact]
    public void Write_ToAFile_IsReadableAndLeavesOutWhatIsNotKnown()
    {
        var written = StopRecord.Create(Actor.System, null, "node-1", SafetyStates.Then).Write();

        Assert.Contains("\"actorType\":\"System\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("null", written, StringComparison.Ordinal);
    }

    /// <summary>What PostgreSQL carries to the other nodes may have 8,000 bytes.</summary>
    [Fact]
    public void Write_ToTheOtherNodes_FitsIntoAMessageWhateverTheReason()
    {
        var stop = StopRecord.Create(Olga, new string('ж', 5_000) + "\"", "node-1", SafetyStates.Then);

        var message = stop.Write(longestReason: 1_000);

        Assert.InRange(Encoding.UTF8.GetByteCount(message), 2_000, 3_000);
        Assert.Equal(new string('ж', 1_000), StopRecord.Read(message).Reason);
        Assert.Equal(stop, StopRecord.Read(stop.Write()));
    }

    [Theory, InlineData("null"), InlineData("{}"), InlineData("{\"id\":"), InlineData("")]
    public void Read_NoStop_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => StopRecord.Read(text));

    [Fact]
    public void Read_Null_SaysThatItIsEmpty() =>
        Assert.Equal("It is empty.", Assert.Throws<JsonException>(() => StopRecord.Read("null")).Message);

    /// <summary>What a text is made to fit into.</summary>
    [Theory]
    [InlineData(nameof(StopRecord.StoppedBy), 256)]
    [InlineData(nameof(StopRecord.ActorId), 100)]
    [InlineData(nameof(StopRecord.IpAddress), 64)]
    [InlineData(nameof(StopRecord.Node), 200)]
    public void Mapping_OfATextFromOutside_HasTheLengthItIsMadeToFit(string property, int longest) =>
        Assert.Equal(longest, Mapped().FindProperty(property)!.GetMaxLength());

    /// <summary>Two nodes that stop at once get one epoch each from the key; SQL reads words, not numbers.</summary>
    [Fact]
    public void Mapping_OfAStop_HasItsEpochAsKeyAndItsEnumsAsWords()
    {
        var mapped = Mapped();

        Assert.Equal("emergency_stops", mapped.GetTableName());
        Assert.StartsWith("actor_type IN ('user', 'system', ", Assert.Single(mapped.GetCheckConstraints()).Sql, StringComparison.Ordinal);
        Assert.Equal(
            [nameof(StopRecord.Id)],
            Assert.Single(mapped.GetIndexes(), index => index.IsUnique).Properties.Select(part => part.Name)
        );
        Assert.Equal([nameof(StopRecord.Epoch)], mapped.FindPrimaryKey()!.Properties.Select(part => part.Name));
        Assert.Equal(ValueGenerated.Never, mapped.FindProperty(nameof(StopRecord.Epoch))!.ValueGenerated);
        Assert.Equal("api", Stored(nameof(StopRecord.ActorType), ActorType.Api));
        Assert.Equal("Operator", Stored(nameof(StopRecord.ActorRole), Role.Operator));

        object? Stored(string property, object value) => mapped.FindProperty(property)!.GetValueConverter()!.ConvertToProvider(value);
    }

    /// <summary>Made anew: the program's model is made once in a process, by whichever test comes first.</summary>
    private static IMutableEntityType Mapped()
    {
        // With what the provider does by itself, such as numbering keys.
        var model = SqliteConventionSetBuilder.CreateModelBuilder();
        new StopRecordMapping().Configure(model.Entity<StopRecord>());
        return model.Model.FindEntityType(typeof(StopRecord))!;
    }
}
