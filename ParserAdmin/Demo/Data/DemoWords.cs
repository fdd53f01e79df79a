namespace ParserAdmin.Demo.Data;

/// <summary>The word lists of which titles, people and stories are made. All of it is invented.</summary>
internal static class DemoWords
{
    public static readonly string[] Adjectives =
    [
        "Amber", "Borrowed", "Copper", "Crooked", "Distant", "Driftwood", "Eleventh", "Feathered", "Folded", "Frosted", "Gilded", "Hollow",
        "Hushed", "Inland", "Ivory", "Lacquered", "Lopsided", "Mended", "Mossy", "Northern", "Painted", "Patient", "Restless", "Rusted",
        "Salted", "Sleepless", "Slanted", "Sunken", "Tangled", "Tidal", "Unposted", "Velvet", "Wandering", "Weathered", "Winter", "Woven",
    ];

    public static readonly string[] Nouns =
    [
        "Almanac", "Anchor", "Archivist", "Bakery", "Beekeeper", "Bellows", "Cartographer", "Clockmaker", "Compass", "Courier", "Dovecote",
        "Ferry", "Foundry", "Gatekeeper", "Glasshouse", "Granary", "Harbour", "Ink", "Juniper", "Kettle", "Lamplighter", "Lantern",
        "Ledger", "Lighthouse", "Loom", "Market", "Mosaic", "Observatory", "Orchard", "Organist", "Parcel", "Pendulum", "Quarry",
        "Reservoir", "Sextant", "Signalman", "Staircase", "Tannery", "Telegraph", "Tollhouse", "Tram", "Umbrella", "Viaduct", "Weaver",
        "Windmill", "Yardstick",
    ];

    public static readonly string[] Plurals =
    [
        "Antlers", "Bridges", "Candles", "Cisterns", "Doorways", "Embers", "Ferrymen", "Gables", "Herons", "Islands", "Kites", "Locksmiths",
        "Magpies", "Nightjars", "Otters", "Pilots", "Quills", "Rooftops", "Sparrows", "Thimbles", "Voyagers", "Whistles",
    ];

    public static readonly string[] Places =
    [
        "Aldersund", "Brumeval", "Calderwick", "Dornhaven", "Eskmoor", "Fjellvik", "Grauwasser", "Hollin Bay", "Ivarsholm", "Jasenowa",
        "Karlow End", "Lower Thrum", "Möwensand", "Nørrelund", "Osterby Point", "Port Sorrow", "Quillmere", "Rannel Gap", "Sankt Erling",
        "Tarnbrook", "Upper Wend", "Vyšná Roveň",
    ];

    public static readonly string[] FirstNames =
    [
        "Agnes", "Bertil", "Chiara", "Dragan", "Eilidh", "Fenna", "Gösta", "Hania", "Ilya", "Jorunn", "Kasimir", "Leonie", "Maud", "Nuria",
        "Oskar", "Pavla", "Quentin", "Rosalind", "Søren", "Teodora", "Ulrich", "Vesna", "Wanda", "Zoë",
    ];

    public static readonly string[] LastNames =
    [
        "Abendroth", "Brackwater", "Czerny-Holm", "Dunmarrow", "Ekelöv", "Fairweather", "Grønvold", "Hartnoll", "Ivanitsky", "Jelínková",
        "Kestrel", "Lindqvarn", "Mac Aodha", "Novotna", "O'Farrow", "Pellam", "Quist", "Rookwood", "Sternfels", "Thackwell", "Underhay",
        "Vantongeren", "Wolkow", "Żurawska",
    ];

    public static readonly string[] Genres =
    [
        "Adventure", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History", "Mystery", "Music", "Romance",
        "Science Fiction", "Travel", "Western",
    ];

    public static readonly string[] Trades =
    [
        "beekeeper", "bookbinder", "bridge inspector", "choir master", "ferry pilot", "glass cutter", "letter carrier", "lock keeper",
        "map engraver", "night porter", "piano tuner", "radio operator", "retired judge", "sail maker", "school cook", "tram driver",
        "watch repairer", "weather observer",
    ];

    public static readonly string[] Finds =
    [
        "a drawer full of unanswered letters", "a map on which one street too many is drawn", "a clock that runs only on Sundays",
        "a key for which no door is left", "a photograph of a festival that nobody remembers", "a ledger in two handwritings",
        "a radio that picks up tomorrow's forecast", "a suitcase with somebody else's initials", "a song with its last verse cut out",
        "a boat that was sold twice", "a will signed by a stranger", "seven chairs at a table for six",
    ];

    public static readonly string[] Turns =
    [
        "By the end of the week the whole street has an opinion.", "The only witness is a parrot, and it has changed its story.",
        "Nothing is stolen, and that is the trouble.", "Old friends take sides; new ones take notes.",
        "What begins as a favour becomes a journey.", "The truth is cheap, but the postage is not.",
        "Everybody in town knows the answer, and nobody the question.", "It would all be simple if it did not rain.",
        "One of them has been here before.", "The neighbours help, which makes it worse.",
        "Somebody has to stay awake, and it is always the same person.", "There are two ways home, and both are closed.",
    ];
}
