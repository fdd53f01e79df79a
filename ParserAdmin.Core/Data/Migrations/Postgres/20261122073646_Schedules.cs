using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "parser_settings",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "UTC");

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    task = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    cron = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    interval_seconds = table.Column<int>(type: "integer", nullable: true),
                    follows_setting = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    time_zone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    paused = table.Column<bool>(type: "boolean", nullable: false),
                    pause_reason = table.Column<string>(type: "text", nullable: true),
                    paused_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    overlap = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    misfire = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedules", x => x.id);
                    table.CheckConstraint("ck_schedules_misfire", "misfire IN ('skip', 'runonce')");
                    table.CheckConstraint("ck_schedules_overlap", "overlap IN ('skip', 'queue', 'cancelprevious')");
                    table.CheckConstraint("ck_schedules_when", "(CASE WHEN cron IS NULL THEN 0 ELSE 1 END) + (CASE WHEN interval_seconds IS NULL THEN 0 ELSE 1 END) + (CASE WHEN follows_setting IS NULL THEN 0 ELSE 1 END) = 1");
                    table.ForeignKey(
                        name: "fk_schedules_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_schedules_source_id",
                table: "schedules",
                column: "source_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "parser_settings");
        }
    }
}
