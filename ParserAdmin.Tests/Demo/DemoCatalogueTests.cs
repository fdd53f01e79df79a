using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.Demo;

public sealed class DemoCatalogueTests
{
    private static readonly DateTime Noon = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Arbitrary<int> Minutes = Gen.Choose(3 * 1440, 3 * 525_600).ToArbitrary();

    [Fact]
    public void At_SameMinute_IsTheSame()
    {
        static IEnumerable<object> Facts(DemoCatalogue of) =>
            of.Titles.SelectMany(title => new object[] { title.Work.Name, title.Price }.Concat(title.Episodes));

        Assert.Equal(Facts(DemoCatalogue.At(Noon)), Facts(DemoCatalogue.At(Noon.AddSeconds(59))));
    }

    [Fact]
    public void At_BeforeTheEpoch_ShowsTheFirstMinute() => Assert.Equal(DemoCatalogue.Epoch, DemoCatalogue.At(DateTime.MinValue).Minute);

    [Fact]
    public void Titles_All_AreDistinctAndNamed()
    {
        var works = DemoCatalogue.At(Noon).Titles.Select(title => title.Work).ToList();

        Assert.Equal(312, works.Count);
        Assert.Equal(312, works.DistinctBy(work => work.Id).Count());
        Assert.Equal(312, works.DistinctBy(work => work.Name, StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(works.OrderBy(work => work.Id, StringComparer.Ordinal), works);
        Assert.Contains(works, work => work.Name.Any(letter => letter is >= 'А' and <= 'я'));
        Assert.Contains(works, work => work.Name.Contains('&', StringComparison.Ordinal));
        Assert.Contains(works, work => work.Name.Contains('"', StringComparison.Ordinal));
        Assert.Single(works, work => work.IsBroken);
    }

    [Fact]
    public void Titles_All_HaveOneToThreeGenresAndOneOrTwoCreators()
    {
        Assert.All(
            DemoCatalogue.At(Noon).Titles,
            title =>
            {
                Assert.InRange(title.Work.Genres.Distinct().Count(), 1, 3);
                Assert.Equal(title.Work.Genres.Distinct(), title.Work.Genres);
                Assert.InRange(title.Work.Creators.Count, 1, 2);
                Assert.Equal(title.Work.Creators.Distinct(), title.Work.Creators);
                Assert.InRange(title.Work.Year, 1984, 2024);
            }
        );
    }

    [Fact]
    public void Series_Each_HasFourPartsInOrderOfPublication()
    {
        var catalogue = DemoCatalogue.At(Noon);
        var series = catalogue.Titles.Select(title => title.Work.Series).OfType<DemoSeries>().Distinct().ToList();

        Assert.Equal(series.Count, series.DistinctBy(one => one.Name).Count());
        Assert.All(
            series,
            one =>
            {
                var parts = catalogue.Series(one.Id).Select(title => title.Work).ToList();
                Assert.Equal([1, 2, 3, 4], parts.Select(part => part.SeriesNumber!.Value));
                Assert.Equal(parts.OrderBy(part => part.Published), parts);
            }
        );
    }

    [Fact]
    public void Prices_FromMinuteToMinute_ExactlySixChange() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Minutes,
                minute =>
                {
                    var (before, after) = Pair(minute);
                    var changed = before
                        .Titles.Zip(after.Titles)
                        .Where(pair => pair.First.Price.Amount != pair.Second.Price.Amount)
                        .ToList();
                    return changed.Count == 6 && changed.All(pair => pair.Second.Price.Since == after.Minute);
                }
            )
        );

    [Fact]
    public void Prices_BetweenChanges_Stay() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Minutes,
                Gen.Choose(0, 311).ToArbitrary(),
                (minute, ordinal) =>
                {
                    var now = DemoPrice.At(ordinal, DemoCatalogue.Epoch.AddMinutes(minute));
                    var before = DemoPrice.At(ordinal, now.Since.AddMinutes(-1));
                    return DemoPrice.At(ordinal, now.Since) == now
                        && before.Amount != now.Amount
                        && now.Since - before.Since == TimeSpan.FromMinutes(52);
                }
            )
        );

    [Fact]
    public void Episodes_FromMinuteToMinute_TwoAreNew() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Minutes,
                minute =>
                {
                    var (before, after) = Pair(minute);
                    var known = before.Titles.SelectMany(title => title.Episodes).ToHashSet();
                    var added = after.Titles.SelectMany(title => title.Episodes).Where(episode => !known.Contains(episode)).ToList();
                    return added.Count == 2 && added.All(episode => episode.Aired == after.Minute);
                }
            )
        );

    [Fact]
    public void Episodes_WithinADay_NeverDisappearAndStayFew() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Minutes,
                Minutes,
                (one, other) =>
                {
                    var day = DemoCatalogue.Epoch.AddMinutes(one).Date;
                    var minutes = new[] { one % 1440, other % 1440 }.Order().ToList();
                    var (early, late) = (DemoCatalogue.At(day.AddMinutes(minutes[0])), DemoCatalogue.At(day.AddMinutes(minutes[1])));
                    return early
                        .Titles.Zip(late.Titles)
                        .All(pair =>
                            pair.Second.Episodes.Count < 60
                            && pair.Second.Episodes.Take(pair.First.Episodes.Count).SequenceEqual(pair.First.Episodes)
                        );
                }
            )
        );

    [Fact]
    public void Episodes_All_AreNumberedInOrderAndNoneIsFromTheFuture() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Minutes,
                minute =>
                {
                    var now = DemoCatalogue.At(DemoCatalogue.Epoch.AddMinutes(minute));
                    return now.Titles.All(title =>
                        title.Episodes.Count > 0
                        && title.Episodes[0].Number >= 1
                        && title.Episodes[^1].Aired <= now.Minute
                        && title
                            .Episodes.Zip(title.Episodes.Skip(1))
                            .All(pair => pair.Second.Number == pair.First.Number + 1 && pair.Second.Aired > pair.First.Aired)
                    );
                }
            )
        );

    private static (DemoCatalogue Before, DemoCatalogue After) Pair(int minute)
    {
        // Old episodes leave at midnight, but none comes twice: the pair may well lie on both sides of it.
        var after = DemoCatalogue.Epoch.AddMinutes(minute);
        return (DemoCatalogue.At(after.AddMinutes(-1)), DemoCatalogue.At(after));
    }
}
