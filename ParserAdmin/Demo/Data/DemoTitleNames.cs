namespace ParserAdmin.Demo.Data;

/// <summary>Names the titles: mostly plain ones, and a few with the signs that break careless parsers.</summary>
internal static class DemoTitleNames
{
    private const int SpecialEvery = 19;

    private static readonly string[] Special =
    [
        "Grüße aus Möwensand",
        "Тихий маяк",
        "Salt & Cinder",
        "\"Nobody\" Keeps the Light",
        "Three < Four",
        "L'Été à Brumeval",
        "Kafé Nørrelund",
        "Žluté okno",
        "Über die graue Brücke",
        "Ночной трамвай № 9",
        "O'Farrow's Orchard",
        "静かな港",
        "Rain; or, the Umbrella Question?",
        "50 % Cloud",
        "<Untitled> & Unsigned",
        "Łódka i wiatr 🌬",
    ];

    /// <summary>As many names as asked for, in order, all distinct.</summary>
    public static IReadOnlyList<string> Make(int count)
    {
        var names = new List<string>(count);
        var taken = new HashSet<string>(Special, StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            var special = ordinal / SpecialEvery;
            if (ordinal % SpecialEvery == SpecialEvery - 1 && special < Special.Length)
            {
                names.Add(Special[special]);
                continue;
            }

            var attempt = 0;
            var name = Compose(ordinal, attempt);
            while (!taken.Add(name))
                name = Compose(ordinal, ++attempt);
            names.Add(name);
        }

        return names;
    }

    private static string Compose(int ordinal, int attempt)
    {
        var subject = ordinal + 100_000L * attempt;
        var adjective = DemoDice.Pick(DemoWords.Adjectives, subject, 1);
        var noun = DemoDice.Pick(DemoWords.Nouns, subject, 2);
        var other = DemoDice.Pick(DemoWords.Nouns, subject, 3);
        var plural = DemoDice.Pick(DemoWords.Plurals, subject, 4);
        var place = DemoDice.Pick(DemoWords.Places, subject, 5);
        var name = DemoDice.Pick(DemoWords.FirstNames, subject, 6);
        return DemoDice.Roll(12, subject, 7) switch
        {
            0 => $"The {adjective} {noun}",
            1 => $"The {noun} of {place}",
            2 => $"{noun} and {other}",
            3 => $"One {noun} for {name}",
            4 => $"{name}'s {adjective} {noun}",
            5 => $"Beneath the {adjective} {noun}",
            6 => $"Seven {adjective} {plural}",
            7 => $"Letters to the {noun}",
            8 => $"{place} by Lamplight",
            9 => $"No {plural} in {place}",
            10 => $"Where the {plural} Sleep",
            _ => $"{name} and the {adjective} {plural}",
        };
    }
}
