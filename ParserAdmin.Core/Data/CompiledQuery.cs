using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ParserAdmin.Core.Data;

/// <summary>
/// A query that is asked so often, or in such a hurry, that EF shall not look its expression up each time, which takes longer than most
/// queries themselves. Compiled once for each model: a test's hosts in one process may use different databases.
/// </summary>
/// <param name="compile">By <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _compiled = [];

    public TQuery In(DbContext context) => _compiled.GetValue(context.Model, _ => compile());
}
