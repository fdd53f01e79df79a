using System.Globalization;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Settings;

/// <summary>
/// What a person has entered, as text until it is a number within its bounds, beside what is in force. What others change meanwhile
/// comes in where nothing was entered, and is told where something was.
/// </summary>
/// <param name="begun">In force when the person began.</param>
public sealed class SettingsForm(ParserSettings begun)
{
    private const string Yes = "yes";
    private const string No = "no";
    private readonly ParserSettings _begun = begun;
    private readonly Dictionary<string, string> _entered = Texts(begun);
    private ParserSettings _inForce = begun;

    /// <summary>By the setting's name.</summary>
    public string this[string name]
    {
        get => _entered[name];
        set => _entered[name] = value ?? "";
    }

    public bool EnableAutoupdate
    {
        get => this[nameof(ParserSettings.EnableAutoupdate)] == Yes;
        set => this[nameof(ParserSettings.EnableAutoupdate)] = value ? Yes : No;
    }

    /// <summary>IANA id, as entered.</summary>
    public string TimeZone
    {
        get => this[nameof(ParserSettings.TimeZone)];
        set => this[nameof(ParserSettings.TimeZone)] = value;
    }

    /// <summary>What is wrong with the zone, for people, or null.</summary>
    public string? TimeZoneProblem => IanaZones.Problem(TimeZone.Trim());

    public bool IsValid => TimeZoneProblem is null && SettingsLimits.All.All(limit => Problem(limit) is null);

    /// <summary>What saving would change: in force, then entered.</summary>
    public IReadOnlyList<DiffRow> Own => Between(Texts(_inForce), _entered);

    /// <summary>What others changed since the person began, while something is entered that is not saved.</summary>
    public IReadOnlyList<DiffRow> Theirs => Own.Count == 0 ? [] : Between(Texts(_begun), Texts(_inForce));

    /// <summary>What is wrong with an entry, for people, or null.</summary>
    public string? Problem(SettingsLimit limit) =>
        Number(_entered[limit.Name]) is { } value && value >= limit.Minimum && value <= limit.Maximum
            ? null
            : $"A whole number from {limit.Minimum} to {limit.Maximum}";

    /// <summary>Somebody saved; entries stay, and where nothing was entered the new value is shown.</summary>
    /// <returns>The form to go on with: a new one where nothing was entered at all.</returns>
    public SettingsForm With(ParserSettings now)
    {
        if (Own.Count == 0)
            return new SettingsForm(now);
        var (before, after) = (Texts(_inForce), Texts(now));
        foreach (var (name, text) in after)
        {
            if (Same(_entered[name], before[name]))
                _entered[name] = text;
        }

        _inForce = now;
        return this;
    }

    /// <summary>All entries at this moment: what a save is about, whatever is typed while it is under way.</summary>
    public IReadOnlyDictionary<string, string> Entries() => new Dictionary<string, string>(_entered);

    /// <summary>What was entered is stored; what was typed since then is not, and stays.</summary>
    /// <param name="sent">The entries that the save was about.</param>
    public SettingsForm Saved(ParserSettings stored, IReadOnlyDictionary<string, string> sent)
    {
        var next = new SettingsForm(stored);
        foreach (var (name, text) in _entered)
        {
            if (text != sent[name])
                next._entered[name] = text;
        }

        return next;
    }

    /// <summary>Only what the person entered: what others changed stays theirs.</summary>
    public SettingsPatch Patch()
    {
        var was = Texts(_inForce);
        var changed = _entered.Where(entry => !Same(entry.Value, was[entry.Key])).ToDictionary();
        return new SettingsPatch(
            changed.ContainsKey(nameof(ParserSettings.EnableAutoupdate)) ? EnableAutoupdate : null,
            SettingsLimits
                .All.Where(limit => changed.ContainsKey(limit.Name))
                .ToDictionary(limit => limit.Name, limit => Number(changed[limit.Name])!.Value),
            changed.ContainsKey(nameof(ParserSettings.TimeZone)) ? TimeZone.Trim() : null
        );
    }

    private static List<DiffRow> Between(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [
            .. before
                .Where(old => !Same(old.Value, after[old.Key]))
                .Select(old => new DiffRow(Label(old.Key), Shown(old.Key, old.Value), Shown(old.Key, after[old.Key]))),
        ];

    private static string Label(string name) =>
        name switch
        {
            nameof(ParserSettings.EnableAutoupdate) => "Automatic updates",
            nameof(ParserSettings.TimeZone) => "Time zone",
            _ => Limit(name)!.Title,
        };

    private static string Shown(string name, string text) => Limit(name)?.Unit is { } unit ? $"{text.Trim()} {unit}" : text.Trim();

    private static SettingsLimit? Limit(string name) => SettingsLimits.All.FirstOrDefault(limit => limit.Name == name);

    private static Dictionary<string, string> Texts(ParserSettings settings)
    {
        var texts = SettingsLimits.All.ToDictionary(
            limit => limit.Name,
            limit => limit.Get(settings).ToString(CultureInfo.InvariantCulture)
        );
        texts[nameof(ParserSettings.EnableAutoupdate)] = settings.EnableAutoupdate ? Yes : No;
        texts[nameof(ParserSettings.TimeZone)] = settings.TimeZone;
        return texts;
    }

    private static bool Same(string one, string other) =>
        one.Trim() == other.Trim() || (Number(one) is { } number && number == Number(other));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
