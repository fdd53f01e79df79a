#!/usr/bin/env bash
# Runs every test. Installs what they need from Debian where it is missing: PostgreSQL (a real server, private to the run), Chromium, nginx
# and HAProxy.
# More arguments go to "dotnet test", such as: ./test.sh --filter FullyQualifiedName~Safety
set -euo pipefail
cd "$(dirname "$0")"

results=TestResults
missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
[[ -x /usr/sbin/nginx ]] || missing+=(nginx-light)
[[ -x /usr/sbin/haproxy ]] || missing+=(haproxy)

if ((${#missing[@]})); then
    as_root=()
    if [[ $EUID -ne 0 ]]; then
        as_root=(sudo -n)
    fi
    if command -v apt-get >/dev/null && { [[ $EUID -eq 0 ]] || sudo -n true 2>/dev/null; }; then
        echo "Installing ${missing[*]}"
        # The tests start a cluster of their own; the package need not make one.
        "${as_root[@]}" mkdir -p /etc/postgresql-common
        [[ -e /etc/postgresql-common/createcluster.conf ]] ||
            echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
        # They start proxies of their own, too; the packages must not take a port.
        policy=/usr/sbin/policy-rc.d
        if [[ -e $policy ]]; then
            policy=
        else
            printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
            "${as_root[@]}" chmod +x "$policy"
        fi
        log=$(mktemp)
        if ! { "${as_root[@]}" apt-get update -qq &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
            tail -n 20 "$log" >&2
            echo "Could not install ${missing[*]}; tests that need them are skipped." >&2
        fi
        rm -f "$log"
        [[ -z $policy ]] || "${as_root[@]}" rm -f "$policy"
    else
        echo "Not installed, and this user may not install: ${missing[*]}. Tests that need them are skipped." >&2
    fi
fi

# The browser without a window is a third quicker; where there is none, the whole browser does.
if [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null && ! command -v chromium-headless-shell >/dev/null; then
    apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
fi

rm -rf "$results"
dotnet build ParserAdmin.sln -v q -nologo
status=0
# Memory pages that are never writable and executable at once are worth their price on a server; the tests start the program hundreds of times.
export DOTNET_EnableWriteXorExecute=0
# A test that hangs is named and ends the run; the longest takes two minutes.
dotnet test ParserAdmin.sln --no-build --nologo -v q --results-directory "$results" --logger 'trx;LogFileName=tests.trx' \
    --blame-hang-timeout 5m --blame-hang-dump-type none "$@" || status=$?

if [[ -f $results/tests.trx ]]; then
    echo "Results: $results/tests.trx"
    ./.ci/summary "$results/tests.trx" || true
else
    echo "No result was written; see the messages above." >&2
    [[ $status -ne 0 ]] || status=1
fi
exit "$status"
