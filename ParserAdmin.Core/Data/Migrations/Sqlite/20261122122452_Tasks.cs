using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Tasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "field_owners",
                table: "items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "items",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            // By hand, in the migration's one transaction: EF would rebuild the table outside of it. No other table refers to this one.
            migrationBuilder.Sql(
                """
                CREATE TABLE item_revisions_new (
                    id TEXT NOT NULL CONSTRAINT pk_item_revisions PRIMARY KEY,
                    item_id TEXT NOT NULL,
                    job_id TEXT NULL,
                    created_at TEXT NOT NULL,
                    changes TEXT NOT NULL,
                    edited_by TEXT NULL,
                    CONSTRAINT fk_item_revisions_items_item_id FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE
                );
                INSERT INTO item_revisions_new (id, item_id, job_id, created_at, changes) SELECT id, item_id, job_id, created_at, changes FROM item_revisions;
                DROP TABLE item_revisions;
                ALTER TABLE item_revisions_new RENAME TO item_revisions;
                CREATE INDEX ix_item_revisions_item_id_id ON item_revisions (item_id, id);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "field_owners",
                table: "items");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "items");

            migrationBuilder.DropColumn(
                name: "edited_by",
                table: "item_revisions");

            migrationBuilder.AlterColumn<Guid>(
                name: "job_id",
                table: "item_revisions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
