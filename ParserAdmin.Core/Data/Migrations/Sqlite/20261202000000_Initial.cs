using System;
using Microsoft.EntityFrameworkCore.Migrations;
using ParserAdmin.Core.Data.Sqlite;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    prefix = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_logs",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    actor_role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ip_address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    correlation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    epoch = table.Column<long>(type: "INTEGER", nullable: true),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_logs", x => x.sequence);
                    table.CheckConstraint("ck_audit_logs_actor_type", "actor_type IN ('user', 'system', 'api', 'cli', 'database')");
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "emergency_stops",
                columns: table => new
                {
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stopped_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    stopped_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    actor_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    actor_role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ip_address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    correlation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergency_stops", x => x.epoch);
                    table.CheckConstraint("ck_emergency_stops_actor_type", "actor_type IN ('user', 'system', 'api', 'cli', 'database')");
                });

            migrationBuilder.CreateTable(
                name: "failed_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    parameters = table.Column<string>(type: "TEXT", nullable: false),
                    error_class = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decision_reason = table.Column<string>(type: "TEXT", nullable: true),
                    replay_job_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failed_attempts", x => x.id);
                    table.CheckConstraint("ck_failed_attempts_state", "state IN ('open', 'replayed', 'dismissed')");
                });

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    host = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    delay_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    delay_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    penalty_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    concurrency = table.Column<int>(type: "INTEGER", nullable: false),
                    next_allowed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    lease_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    cooling_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cooling_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    cooling_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    requests = table.Column<long>(type: "INTEGER", nullable: false),
                    not_modified = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hosts", x => x.host);
                });

            migrationBuilder.CreateTable(
                name: "http_cache",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    e_tag = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    last_modified = table.Column<DateTime>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stored_bytes = table.Column<int>(type: "INTEGER", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_http_cache", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    price = table.Column<decimal>(type: "TEXT", precision: 18, scale: 4, nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    series = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    series_number = table.Column<decimal>(type: "TEXT", precision: 18, scale: 4, nullable: true),
                    creators = table.Column<string>(type: "TEXT", nullable: false),
                    genres = table.Column<string>(type: "TEXT", nullable: false),
                    image_url = table.Column<string>(type: "TEXT", nullable: true),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    first_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    gone_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    field_owners = table.Column<string>(type: "TEXT", nullable: true),
                    search_text = table.Column<string>(type: "TEXT", nullable: true),
                    title_order = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    price_order = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "nodes",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    instance = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    heartbeat_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_tick_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    acknowledged_epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    acknowledged_ms = table.Column<double>(type: "REAL", nullable: true),
                    stopped_jobs = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nodes", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "parser_job_logs",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parser_job_logs", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "parser_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    schedule_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    waited_for = table.Column<string>(type: "TEXT", nullable: true),
                    error_class = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    error_message = table.Column<string>(type: "TEXT", nullable: true),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    node = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    node_instance = table.Column<Guid>(type: "TEXT", nullable: true),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    parameters = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancel_requested_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancel_requested_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    not_before = table.Column<DateTime>(type: "TEXT", nullable: true),
                    retry_of = table.Column<Guid>(type: "TEXT", nullable: true),
                    checkpoint = table.Column<string>(type: "TEXT", nullable: true),
                    rate_limit_waits = table.Column<int>(type: "INTEGER", nullable: false),
                    recoveries = table.Column<int>(type: "INTEGER", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    items_changed = table.Column<int>(type: "INTEGER", nullable: false),
                    items_expected = table.Column<int>(type: "INTEGER", nullable: false),
                    items_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    items_gone = table.Column<int>(type: "INTEGER", nullable: false),
                    items_new = table.Column<int>(type: "INTEGER", nullable: false),
                    items_processed = table.Column<int>(type: "INTEGER", nullable: false),
                    items_succeeded = table.Column<int>(type: "INTEGER", nullable: false),
                    not_modified = table.Column<int>(type: "INTEGER", nullable: false),
                    pages = table.Column<int>(type: "INTEGER", nullable: false),
                    requests = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parser_jobs", x => x.id);
                    table.CheckConstraint("ck_parser_jobs_status", "status IN ('pending', 'running', 'succeeded', 'failed', 'cancelled', 'lost', 'skipped')");
                });

            migrationBuilder.CreateTable(
                name: "parser_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    enable_autoupdate = table.Column<bool>(type: "INTEGER", nullable: false),
                    catalog_sync_interval_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    episode_sync_interval_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    channel_parse_interval_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    listing_scrape_interval_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    max_concurrency = table.Column<int>(type: "INTEGER", nullable: false),
                    misfire_grace_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    retry_max = table.Column<int>(type: "INTEGER", nullable: false),
                    shutdown_grace_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    stop_deadline_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    history_retention_days = table.Column<int>(type: "INTEGER", nullable: false),
                    fail_safe_window = table.Column<int>(type: "INTEGER", nullable: false),
                    fail_safe_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    lpa_max_age_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    known_items_in_a_row = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 10),
                    host_delay_ms = table.Column<int>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, defaultValue: "UTC"),
                    stopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    stopped_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    stopped_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    stop_reason = table.Column<string>(type: "TEXT", nullable: true),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    update_reason = table.Column<string>(type: "TEXT", nullable: true),
                    auto_since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    fail_safe_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    fail_safe_reason = table.Column<string>(type: "TEXT", nullable: true),
                    @sealed = table.Column<string>(name: "sealed", type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parser_settings", x => x.id);
                    table.CheckConstraint("ck_parser_settings_catalog_sync_interval_hours", "catalog_sync_interval_hours BETWEEN 1 AND 8760");
                    table.CheckConstraint("ck_parser_settings_channel_parse_interval_seconds", "channel_parse_interval_seconds BETWEEN 5 AND 86400");
                    table.CheckConstraint("ck_parser_settings_episode_sync_interval_minutes", "episode_sync_interval_minutes BETWEEN 1 AND 10080");
                    table.CheckConstraint("ck_parser_settings_fail_safe_percent", "fail_safe_percent BETWEEN 1 AND 100");
                    table.CheckConstraint("ck_parser_settings_fail_safe_window", "fail_safe_window BETWEEN 1 AND 1000");
                    table.CheckConstraint("ck_parser_settings_history_retention_days", "history_retention_days BETWEEN 1 AND 3650");
                    table.CheckConstraint("ck_parser_settings_host_delay_ms", "host_delay_ms BETWEEN 0 AND 3600000");
                    table.CheckConstraint("ck_parser_settings_known_items_in_a_row", "known_items_in_a_row BETWEEN 1 AND 1000");
                    table.CheckConstraint("ck_parser_settings_listing_scrape_interval_minutes", "listing_scrape_interval_minutes BETWEEN 1 AND 60");
                    table.CheckConstraint("ck_parser_settings_lpa_max_age_hours", "lpa_max_age_hours BETWEEN 1 AND 8760");
                    table.CheckConstraint("ck_parser_settings_max_concurrency", "max_concurrency BETWEEN 1 AND 64");
                    table.CheckConstraint("ck_parser_settings_misfire_grace_seconds", "misfire_grace_seconds BETWEEN 1 AND 86400");
                    table.CheckConstraint("ck_parser_settings_mode", "mode IN ('manual', 'auto')");
                    table.CheckConstraint("ck_parser_settings_one_row", "id = 1");
                    table.CheckConstraint("ck_parser_settings_retry_max", "retry_max BETWEEN 0 AND 20");
                    table.CheckConstraint("ck_parser_settings_shutdown_grace_seconds", "shutdown_grace_seconds BETWEEN 0 AND 600");
                    table.CheckConstraint("ck_parser_settings_stop_deadline_seconds", "stop_deadline_seconds BETWEEN 1 AND 300");
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

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
                    checked_version = table.Column<int>(type: "INTEGER", nullable: true),
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

            migrationBuilder.CreateTable(
                name: "source_sessions",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    cookies = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_sessions", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "source_settings",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    is_secret = table.Column<bool>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_settings", x => new { x.source_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    definition_version = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    last_parsed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    pause_reason = table.Column<string>(type: "TEXT", nullable: true),
                    paused_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "item_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    job_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    edited_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_item_revisions_items_item_id",
                        column: x => x.item_id,
                        principalTable: "items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "parser_job_requests",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    packed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parser_job_requests", x => x.job_id);
                    table.ForeignKey(
                        name: "fk_parser_job_requests_parser_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "parser_jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    role_id = table.Column<string>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    cron = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    interval_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    follows_setting = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    overlap = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    misfire = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    pause_reason = table.Column<string>(type: "TEXT", nullable: true),
                    paused_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    last_sign_in_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    link_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    link_expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    factor_secret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    factor_step = table.Column<long>(type: "INTEGER", nullable: false),
                    recovery_hashes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_accounts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    page = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    browser = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    role_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_user_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedule_slots",
                columns: table => new
                {
                    schedule_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    next_slot_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    computed_from = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_slots", x => x.schedule_id);
                    table.ForeignKey(
                        name: "fk_schedule_slots_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_link_hash",
                table: "accounts",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_action_sequence",
                table: "audit_logs",
                columns: new[] { "action", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_actor_id_sequence",
                table: "audit_logs",
                columns: new[] { "actor_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_actor_name_action_sequence",
                table: "audit_logs",
                columns: new[] { "actor_name", "action", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_actor_name_sequence",
                table: "audit_logs",
                columns: new[] { "actor_name", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_actor_type_sequence",
                table: "audit_logs",
                columns: new[] { "actor_type", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_created_at_sequence",
                table: "audit_logs",
                columns: new[] { "created_at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_entity_id_sequence",
                table: "audit_logs",
                columns: new[] { "entity_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_entity_type_entity_id_sequence",
                table: "audit_logs",
                columns: new[] { "entity_type", "entity_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_entity_type_sequence",
                table: "audit_logs",
                columns: new[] { "entity_type", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_outcome_sequence",
                table: "audit_logs",
                columns: new[] { "outcome", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_stops_id",
                table: "emergency_stops",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_error_class_id",
                table: "failed_attempts",
                columns: new[] { "error_class", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_mistakes",
                table: "failed_attempts",
                columns: new[] { "fingerprint", "id", "state", "failed_at", "source_id", "task", "error_class" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_source_id_id",
                table: "failed_attempts",
                columns: new[] { "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_state_id",
                table: "failed_attempts",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_task_id",
                table: "failed_attempts",
                columns: new[] { "task", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_hosts_cooling_until",
                table: "hosts",
                column: "cooling_until");

            migrationBuilder.CreateIndex(
                name: "ix_http_cache_source_id_used_at",
                table: "http_cache",
                columns: new[] { "source_id", "used_at" });

            migrationBuilder.CreateIndex(
                name: "ix_item_revisions_item_id_id",
                table: "item_revisions",
                columns: new[] { "item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_changed",
                table: "items",
                columns: new[] { "last_changed_at", "id", "source_id", "kind", "status", "currency", "gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_items_gone",
                table: "items",
                column: "id",
                filter: "gone_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_items_kind_id",
                table: "items",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_newest",
                table: "items",
                columns: new[] { "id", "source_id", "kind", "status", "currency", "gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_items_price",
                table: "items",
                columns: new[] { "price_order", "id", "source_id", "kind", "status", "currency", "gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_items_source_id_id",
                table: "items",
                columns: new[] { "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_source_id_kind_external_id",
                table: "items",
                columns: new[] { "source_id", "kind", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_items_status_id",
                table: "items",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_title",
                table: "items",
                columns: new[] { "title_order", "id", "source_id", "kind", "status", "currency", "gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_items_unindexed",
                table: "items",
                column: "id",
                filter: "search_text IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_parser_job_logs_created_at",
                table: "parser_job_logs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_job_logs_job_id_sequence",
                table: "parser_job_logs",
                columns: new[] { "job_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_job_logs_level_sequence",
                table: "parser_job_logs",
                columns: new[] { "level", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_job_logs_source_id_sequence",
                table: "parser_job_logs",
                columns: new[] { "source_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_ended_at",
                table: "parser_jobs",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_last_run",
                table: "parser_jobs",
                columns: new[] { "source_id", "task", "schedule_id", "id" },
                filter: "started_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_requested_at",
                table: "parser_jobs",
                column: "requested_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_retry_of",
                table: "parser_jobs",
                column: "retry_of");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_runs_of_source",
                table: "parser_jobs",
                columns: new[] { "source_id", "id" },
                filter: "started_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_schedule_id_id",
                table: "parser_jobs",
                columns: new[] { "schedule_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_schedule_id_status_id",
                table: "parser_jobs",
                columns: new[] { "schedule_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_source_id_id",
                table: "parser_jobs",
                columns: new[] { "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_source_id_status_id",
                table: "parser_jobs",
                columns: new[] { "source_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_source_id_task_id",
                table: "parser_jobs",
                columns: new[] { "source_id", "task", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_source_id_task_status_id",
                table: "parser_jobs",
                columns: new[] { "source_id", "task", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_started_at",
                table: "parser_jobs",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_status_id_requested_at",
                table: "parser_jobs",
                columns: new[] { "status", "id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_status_priority_id",
                table: "parser_jobs",
                columns: new[] { "status", "priority", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_task_id",
                table: "parser_jobs",
                columns: new[] { "task", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_task_status_id",
                table: "parser_jobs",
                columns: new[] { "task", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_with_errors",
                table: "parser_jobs",
                columns: new[] { "status", "id", "requested_at" },
                filter: "items_failed > 0");

            migrationBuilder.CreateIndex(
                name: "ux_parser_jobs_running_source",
                table: "parser_jobs",
                column: "source_id",
                unique: true,
                filter: "status = 'running'");

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "role_name_index",
                table: "roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_user_id_page_name",
                table: "saved_views",
                columns: new[] { "user_id", "page", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_schedule_slots_next_slot_at",
                table: "schedule_slots",
                column: "next_slot_at");

            migrationBuilder.CreateIndex(
                name: "ix_schedules_source_id",
                table: "schedules",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id",
                table: "sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            foreach (var statement in new SqliteDialect().AuditTriggers)
                migrationBuilder.Sql(statement);

            foreach (var statement in new SqliteDialect().SearchIndex("items"))
                migrationBuilder.Sql(statement);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var statement in new SqliteDialect().DropSearchIndex("items"))
                migrationBuilder.Sql(statement);

            foreach (var statement in new SqliteDialect().DropAuditTriggers)
                migrationBuilder.Sql(statement);

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_logs");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "emergency_stops");

            migrationBuilder.DropTable(
                name: "failed_attempts");

            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "http_cache");

            migrationBuilder.DropTable(
                name: "item_revisions");

            migrationBuilder.DropTable(
                name: "nodes");

            migrationBuilder.DropTable(
                name: "parser_job_logs");

            migrationBuilder.DropTable(
                name: "parser_job_requests");

            migrationBuilder.DropTable(
                name: "parser_settings");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "schedule_slots");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "source_backoffs");

            migrationBuilder.DropTable(
                name: "source_paths");

            migrationBuilder.DropTable(
                name: "source_sessions");

            migrationBuilder.DropTable(
                name: "source_settings");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "parser_jobs");

            migrationBuilder.DropTable(
                name: "schedules");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "sources");
        }
    }
}
