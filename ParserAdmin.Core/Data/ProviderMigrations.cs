using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ParserAdmin.Core.Data;

/// <summary>
/// The migrations of the database at hand, as EF finds them, but without loading the whole assembly (<see cref="TypesByName"/>).
/// </summary>
internal sealed class ProviderMigrations : IMigrationsAssembly
{
    private const string Namespace = "ParserAdmin.Core.Data.Migrations.";
    private readonly Type? _snapshot;

    public ProviderMigrations(ICurrentDbContext current)
    {
        var own = TypesByName
            .Find((space, _) => space.StartsWith(Namespace, StringComparison.Ordinal))
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == current.Context.GetType())
            .ToList();
        _snapshot = own.SingleOrDefault(type => type.IsSubclassOf(typeof(ModelSnapshot)));
        Migrations = new SortedList<string, TypeInfo>(
            own.Where(type => type.IsSubclassOf(typeof(Migration)))
                .ToDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id, type => type.GetTypeInfo()),
            StringComparer.OrdinalIgnoreCase
        );
    }

    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; }

    public ModelSnapshot? ModelSnapshot => _snapshot is null ? null : (ModelSnapshot)Activator.CreateInstance(_snapshot)!;

    public Assembly Assembly => typeof(ProviderMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        Migrations.FirstOrDefault(migration => IsNamed(migration.Key, migration.Value.Name, nameOrId)).Key;

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static bool IsNamed(string id, string name, string wanted) =>
        string.Equals(id, wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);
}
