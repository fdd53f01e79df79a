using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Watermarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "source_backoffs",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failing_since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    error_class = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_backoffs", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "source_paths",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    path = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    mark = table.Column<DateTime>(type: "TEXT", nullable: true),
                    high_water = table.Column<DateTime>(type: "TEXT", nullable: true),
                    checkpoint = table.Column<string>(type: "TEXT", nullable: true),
                    checkpoint_version = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    parsed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    empty_ticks = table.Column<int>(type: "INTEGER", nullable: false),
                    first_rows = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    whole_rows = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    quarantined_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    quarantine_reason = table.Column<string>(type: "TEXT", nullable: true),
                    accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_paths", x => new { x.source_id, x.path });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "source_backoffs");

            migrationBuilder.DropTable(
                name: "source_paths");
        }
    }
}
