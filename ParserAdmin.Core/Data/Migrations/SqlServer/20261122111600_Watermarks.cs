using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.SqlServer
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
                    source_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    level = table.Column<int>(type: "int", nullable: false),
                    until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    failing_since = table.Column<DateTime>(type: "datetime2", nullable: true),
                    error_class = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    last_error = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_backoffs", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "source_paths",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    path = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    mark = table.Column<DateTime>(type: "datetime2", nullable: true),
                    high_water = table.Column<DateTime>(type: "datetime2", nullable: true),
                    checkpoint = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    checkpoint_version = table.Column<int>(type: "int", nullable: false),
                    checked_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    parsed_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    empty_ticks = table.Column<int>(type: "int", nullable: false),
                    first_rows = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    whole_rows = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    quarantined_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    quarantine_reason = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    accepted = table.Column<bool>(type: "bit", nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2", nullable: false)
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
