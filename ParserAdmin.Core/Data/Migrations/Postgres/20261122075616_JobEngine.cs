using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JobEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "auto_since",
                table: "parser_settings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "fail_safe_at",
                table: "parser_settings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "fail_safe_reason",
                table: "parser_settings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "parser_settings",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "UTC");

            migrationBuilder.AddColumn<string>(
                name: "checkpoint",
                table: "parser_jobs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "not_before",
                table: "parser_jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "rate_limit_waits",
                table: "parser_jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "recoveries",
                table: "parser_jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "retry_of",
                table: "parser_jobs",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "last_tick_at",
                table: "nodes",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "failed_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    parameters = table.Column<string>(type: "text", nullable: false),
                    error_class = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    replay_job_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failed_attempts", x => x.id);
                    table.CheckConstraint("ck_failed_attempts_state", "state IN ('open', 'replayed', 'dismissed')");
                });

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
                name: "ix_parser_jobs_ended_at",
                table: "parser_jobs",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_retry_of",
                table: "parser_jobs",
                column: "retry_of");

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_fingerprint_id",
                table: "failed_attempts",
                columns: new[] { "fingerprint", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_source_id_id",
                table: "failed_attempts",
                columns: new[] { "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_state_id",
                table: "failed_attempts",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_schedules_source_id",
                table: "schedules",
                column: "source_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "failed_attempts");

            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropIndex(
                name: "ix_parser_jobs_ended_at",
                table: "parser_jobs");

            migrationBuilder.DropIndex(
                name: "ix_parser_jobs_retry_of",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "auto_since",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "fail_safe_at",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "fail_safe_reason",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "checkpoint",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "rate_limit_waits",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "recoveries",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "retry_of",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "last_tick_at",
                table: "nodes");
        }
    }
}
