using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>Signs in to sources: once for a job, and once more where the session ends under way.</summary>
public sealed class SourceLogins(LoginForm form, SessionStore sessions, PreviewSessions looks, SourceSettings settings)
{
    // Weak: what a job was signed in with goes when the job does.
    private readonly ConditionalWeakTable<JobRun, SourceLogin> _open = [];

    /// <summary>What the job's requests carry. The first call of a job signs in where the definition says how.</summary>
    /// <exception cref="FetchException">AuthExpired: a setting is missing, or the site refused.</exception>
    public async Task<SourceLogin> OpenAsync(JobRun run, SourceDefinition definition, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(run, out var known))
            return known;
        var login = await FillAsync(run, definition, cancellationToken);
        if (definition.Login?.Form is not null && run.IsOfDraft)
            looks.Restore(run.Source.Id, login.Fingerprint, login.Session);
        else if (definition.Login?.Form is not null)
            await sessions.RestoreAsync(run.Source.Id, login.Fingerprint, login.Session, cancellationToken);
        var isNew = definition.Login?.Form is not null && login.Session.IsEmpty;
        if (
            definition.Login is not null
            && (isNew ? SignInCheck.NoSession : await form.CheckAsync(run, login, cancellationToken)) is { IsSignedIn: false } check
        )
        {
            if (definition.Login.Form is null)
                throw LoginForm.KeyRefused(login, check);
            await SignInAsync(run, login, cancellationToken);
        }

        _open.AddOrUpdate(run, login);
        return login;
    }

    /// <summary>The session ended: signs in anew.</summary>
    /// <exception cref="FetchException">AuthExpired: there is no form to fill in again, or the site refused.</exception>
    public async Task RenewAsync(JobRun run, SourceLogin login, Uri page, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Form is null)
        {
            throw new FetchException(
                ErrorClass.AuthExpired,
                $"{HostGovernor.NameOf(page)} does not accept the source's cookie or key any more. Set a new one at the source.",
                page
            );
        }

        await run.Log.WarnAsync("The session has ended; signing in anew", page.ToString());
        await SignInAsync(run, login, cancellationToken);
    }

    /// <summary>Asks the site now whether the job is signed in.</summary>
    /// <exception cref="FetchException">AuthExpired: it is not.</exception>
    public async Task DemandAsync(JobRun run, SourceDefinition definition, CancellationToken cancellationToken)
    {
        var login = await OpenAsync(run, definition, cancellationToken);
        if (!await form.IsSignedInAsync(run, login, cancellationToken))
        {
            throw new FetchException(
                ErrorClass.AuthExpired,
                $"{HostGovernor.NameOf(definition.Links[0])} ended the session under way. What was read is kept, and nothing is marked "
                    + $"as gone. Run the job again; if it happens again, check the source's login.",
                definition.Links[0]
            );
        }
    }

    /// <summary>Keeps what the site changed of the session.</summary>
    public async Task KeepAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        if (login.Definition.Login?.Form is null)
            return;
        if (run.IsOfDraft)
            looks.Save(run.Source.Id, login.Fingerprint, login.Session);
        else
            await sessions.SaveAsync(run.Source.Id, login.Fingerprint, login.Session, cancellationToken);
    }

    internal static FetchException Unset(JobRun run, string setting, Uri address) =>
        new(
            ErrorClass.AuthExpired,
            $"The source's setting '{setting}' has no value. "
                + (
                    run.IsOfDraft
                        ? $"Values are kept for stored sources: store this one first (Save, or parseradmin source import FILE), then "
                            + $"set it on the source's page or by parseradmin source set {run.Source.Id} {setting}=-."
                        : $"Set it at the source (on its page, or by parseradmin source set {run.Source.Id} {setting}=-), then try again."
                ),
            address
        );

    private async Task SignInAsync(JobRun run, SourceLogin login, CancellationToken cancellationToken)
    {
        await form.SignInAsync(run, login, cancellationToken);
        await KeepAsync(run, login, cancellationToken);
    }

    private async Task<SourceLogin> FillAsync(JobRun run, SourceDefinition definition, CancellationToken cancellationToken)
    {
        var address = definition.Links[0];
        try
        {
            return SourceLogin.Of(definition, await settings.ReadAsync(run.Source.Id, definition, cancellationToken));
        }
        catch (KeyNotFoundException missing)
        {
            throw Unset(run, missing.Message, address);
        }
        catch (CryptographicException unreadable)
        {
            throw new FetchException(
                ErrorClass.AuthExpired,
                "The source's secrets were encrypted with data protection keys that are gone. Put those back from a backup, or set the "
                    + "secrets again.",
                address,
                innerException: unreadable
            );
        }
    }
}
