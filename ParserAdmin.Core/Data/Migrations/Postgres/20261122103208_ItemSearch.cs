using Microsoft.EntityFrameworkCore.Migrations;
using ParserAdmin.Core.Data.Postgres;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ItemSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_items_last_changed_at",
                table: "items");

            migrationBuilder.AddColumn<long>(
                name: "price_order",
                table: "items",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "items",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "title_order",
                table: "items",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

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
                name: "ix_items_last_changed_at_id",
                table: "items",
                columns: new[] { "last_changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_price_order_id",
                table: "items",
                columns: new[] { "price_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_status_id",
                table: "items",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_title_order_id",
                table: "items",
                columns: new[] { "title_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_items_unindexed",
                table: "items",
                column: "id",
                filter: "search_text IS NULL");

            foreach (var statement in new PostgresDialect().SearchIndex("items"))
                migrationBuilder.Sql(statement);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var statement in new PostgresDialect().DropSearchIndex("items"))
                migrationBuilder.Sql(statement);

            migrationBuilder.DropIndex(
                name: "ix_items_gone",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_kind_id",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_last_changed_at_id",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_price_order_id",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_status_id",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_title_order_id",
                table: "items");

            migrationBuilder.DropIndex(
                name: "ix_items_unindexed",
                table: "items");

            migrationBuilder.DropColumn(
                name: "price_order",
                table: "items");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "items");

            migrationBuilder.DropColumn(
                name: "title_order",
                table: "items");

            migrationBuilder.CreateIndex(
                name: "ix_items_last_changed_at",
                table: "items",
                column: "last_changed_at");
        }
    }
}
