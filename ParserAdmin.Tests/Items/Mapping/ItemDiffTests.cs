using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Items.Mapping;
using Xunit;

namespace ParserAdmin.Tests.Items.Mapping;

public sealed class ItemDiffTests
{
    [Fact]
    public void Between_EqualDrafts_IsEmptyAndTheHashIsTheSame() =>
        Prop.ForAll(
                Drafts.Any(),
                draft =>
                {
                    var copy = draft with { Creators = [.. draft.Creators], Genres = [.. draft.Genres], Price = draft.Price * 1.00m };
                    return ItemDiff.Between(draft, copy).Count == 0 && draft.ContentHash() == copy.ContentHash();
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Between_OneFieldChanged_IsThatChangeAndAnotherHash() =>
        Prop.ForAll(
                Drafts.Any(),
                draft =>
                    Drafts.Changes.All(change =>
                    {
                        var changed = change.Value(draft);
                        var isKey = change.Key is "externalId" or "url";
                        return ItemDiff.Between(draft, changed) is [var only]
                            && only.Field == change.Key
                            && (changed.ContentHash() == draft.ContentHash()) == isKey;
                    })
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Between_Swapped_SwapsBeforeAndAfter() =>
        Prop.ForAll(
                Drafts.Any(),
                Drafts.Any(),
                (a, b) =>
                    ItemDiff
                        .Between(a, b)
                        .OrderBy(c => c.Field)
                        .SequenceEqual(
                            ItemDiff.Between(b, a).Select(c => new FieldChange(c.Field, c.After, c.Before)).OrderBy(c => c.Field)
                        )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Changes_OfTheTests_CoverEveryProperty() =>
        // How exact a time is, is no content.
        Assert.Equal(
            typeof(ItemDraft).GetProperties().Count(property => property.Name != nameof(ItemDraft.PublishedWithin)),
            Drafts.Changes.Count
        );

    [Fact]
    public void Between_PriceAndAttribute_SaysBeforeAndAfter()
    {
        var before = new ItemDraft
        {
            Kind = "title",
            Title = "T",
            Price = 9.50m,
            Attributes = Attributes(("year", "1999")),
        };
        var after = before with { Price = 12m, Attributes = Attributes(("pages", "10")) };

        Assert.Equal(
            [
                new FieldChange("price", "9.5", "12"),
                new FieldChange("attributes.pages", null, "10"),
                new FieldChange("attributes.year", "1999", null),
            ],
            ItemDiff.Between(before, after)
        );
    }

    [Fact]
    public void ContentHash_TextMovedAcrossABorder_IsAnother()
    {
        var one = new ItemDraft
        {
            Kind = "title",
            Title = "T",
            Genres = ["a", "b"],
        };

        Assert.NotEqual(one.ContentHash(), (one with { Genres = ["a, b"] }).ContentHash());
        Assert.NotEqual(one.ContentHash(), (one with { Genres = ["a"], Creators = ["b"] }).ContentHash());
        Assert.Matches("^[0-9a-f]{64}$", one.ContentHash());
    }

    private static ImmutableSortedDictionary<string, string> Attributes(params (string Name, string Value)[] attributes) =>
        attributes.ToImmutableSortedDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
