using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "items",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "job_id",
                table: "item_revisions",
                type: "char(36)",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "char(36)");

            migrationBuilder.AddColumn<string>(
                name: "edited_by",
                table: "item_revisions",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);
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

            migrationBuilder.AlterColumn<string>(
                name: "job_id",
                table: "item_revisions",
                type: "char(36)",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "char(36)",
                oldNullable: true);
        }
    }
}
