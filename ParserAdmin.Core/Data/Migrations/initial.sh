#!/usr/bin/env bash
# Until 1.0 each provider has one migration, Initial. This makes the three anew from the model, with the triggers and the search index that
# EF does not know of. Run it after a change of the model; from 1.0 on, add a migration instead.
set -euo pipefail
cd "$(dirname "$0")/../../.."

dotnet tool restore >/dev/null
find ParserAdmin.Core/Data/Migrations -name '*.cs' -delete
dotnet build ParserAdmin -v q -nologo -p:RunAnalyzers=false
for provider in Sqlite Postgres SqlServer; do
    folder=ParserAdmin.Core/Data/Migrations/$provider
    dotnet ef migrations add Initial --no-build --project ParserAdmin.Core --startup-project ParserAdmin --context "${provider}ParserDbContext" --output-dir "Data/Migrations/$provider"
    # The day of the last change: an older data folder is refused, in words, at the start.
    for file in "$folder"/*_Initial*.cs; do
        mv "$file" "$folder/20261202000000_${file##*_}"
    done
    sed -i 's/\[Migration("[0-9]*_Initial")\]/[Migration("20261202000000_Initial")]/' "$folder/20261202000000_Initial.Designer.cs"
    python3 - "$folder/20261202000000_Initial.cs" "$provider" <<'PYTHON'
import sys
path, provider = sys.argv[1:]
text = open(path, encoding="utf-8-sig").read()
dialect = f"new {provider}Dialect()"
def run(statements):
    return f"            foreach (var statement in {dialect}.{statements})\n                migrationBuilder.Sql(statement);\n"
up, down = text.index("protected override void Up"), text.index("/// <inheritdoc />", text.index("protected override void Up"))
end = text.rindex("        }\n", up, down)
text = text[:end] + "\n" + run("AuditTriggers") + "\n" + run('SearchIndex("items")') + text[end:]
begin = text.index("{\n", text.index("protected override void Down")) + 2
text = text[:begin] + run('DropSearchIndex("items")') + "\n" + run("DropAuditTriggers") + "\n" + text[begin:]
text = text.replace("using Microsoft.EntityFrameworkCore.Migrations;\n", f"using Microsoft.EntityFrameworkCore.Migrations;\nusing ParserAdmin.Core.Data.{provider};\n", 1)
open(path, "w").write(text)
PYTHON
done
