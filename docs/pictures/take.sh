#!/usr/bin/env bash
# Takes the pictures of docs/ and README.md from the running program, on a fresh data folder with the demo: ./docs/pictures/take.sh
# Needs node, npm and Debian's chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."

address=http://127.0.0.1:5099
work=$(mktemp -d)
portal=
trap '[[ -z $portal ]] || kill "$portal"; rm -rf "$work"' EXIT

dotnet build ParserAdmin -c Release -v q -nologo
npm install --silent --prefix "$work" playwright-core
dotnet run --no-build -c Release --project ParserAdmin -- --urls "$address" --ParserAdmin:DataDirectory="$work/data" >"$work/log" 2>&1 &
portal=$!
until grep -q 'account/first?token=' "$work/log"; do
    kill -0 "$portal" || { cat "$work/log" >&2; exit 1; }
    sleep 0.2
done
NODE_PATH=$work/node_modules node docs/pictures/take.cjs "$(grep -o "http[^ ]*account/first?token=[^ ]*" "$work/log" | head -n 1)" docs/pictures
