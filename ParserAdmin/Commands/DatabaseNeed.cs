namespace ParserAdmin.Commands;

/// <summary>What a command needs of the database before it begins.</summary>
internal enum DatabaseNeed
{
    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>It has to be there: stopping an empty database that was just made would look like success in the wrong folder.</summary>
    Existing,

    /// <summary>There, but taken as it is: an emergency stop does not wait for a migration.</summary>
    AsItIs,

    /// <summary>It is made where it is missing.</summary>
    Created,
}
