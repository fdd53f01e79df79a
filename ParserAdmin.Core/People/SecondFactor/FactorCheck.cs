using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People.SecondFactor;

/// <summary>The second step of signing in: a code of the app, or a recovery code, each taken once.</summary>
public sealed class FactorCheck(IDbContextFactory<ParserDbContext> contexts, SecretBox secrets, TimeProvider clock)
{
    /// <summary>Whether signing in takes a code.</summary>
    public async Task<bool> IsNeededAsync(string userId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Account>()
            .AnyAsync(account => account.UserId == userId && account.FactorSecret != null, cancellationToken);
    }

    public async Task<FactorAnswer> TakeAsync(string userId, string code, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.UserId == userId, cancellationToken);
        if (account?.FactorSecret is not { } closed)
            return FactorAnswer.Wrong;
        if (Open(closed) is { } secret && Totp.StepOf(secret, code, clock.GetUtcNow(), account.FactorStep) is { } step)
        {
            // Of two that send the same code at once, one is too late.
            var taken = await context
                .Set<Account>()
                .Where(one => one.UserId == userId && one.FactorStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.FactorStep, step), cancellationToken);
            return taken == 1 ? FactorAnswer.Code : FactorAnswer.Wrong;
        }

        if (RecoveryCodes.Without(account.RecoveryHashes, code) is not { } left)
            return FactorAnswer.Wrong;
        var spent = await context
            .Set<Account>()
            .Where(one => one.UserId == userId && one.RecoveryHashes == account.RecoveryHashes)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RecoveryHashes, left), cancellationToken);
        return spent == 1 ? FactorAnswer.RecoveryCode : FactorAnswer.Wrong;
    }

    /// <summary>Null where the keys that encrypted it are gone: recovery codes work all the same.</summary>
    private string? Open(string closed)
    {
        try
        {
            return secrets.Open(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What the second step was passed with.</summary>
public enum FactorAnswer
{
    Wrong,
    Code,
    RecoveryCode,
}
