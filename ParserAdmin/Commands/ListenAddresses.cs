namespace ParserAdmin.Commands;

/// <summary>What <c>--urls</c> may say.</summary>
internal static class ListenAddresses
{
    private const string Example = "Write addresses such as http://127.0.0.1:5080, several with ; between.";

    /// <summary>What is wrong with it, in words that say what to do, or null.</summary>
    public static string? Problem(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Length == 0
            ? $"--urls names no address. {Example}"
            : all.Select(ProblemOfOne).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOfOne(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"'{url}' in --urls is no address. {Example}";
        }

        // A Unix socket has no port.
        if (address.IsUnixPipe || address.IsNamedPipe)
            return null;
        return address.Scheme is not ("http" or "https")
                ? $"'{url}' in --urls begins with {address.Scheme}://, and ParserAdmin speaks http and https. {Example}"
            : address.Port is < 0 or > 65_535 ? $"'{url}' in --urls has no port from 0 to 65535. {Example}"
            : address.PathBase.Length > 0 ? $"'{url}' in --urls has a path; ParserAdmin listens on addresses and ports alone. {Example}"
            : null;
    }
}
