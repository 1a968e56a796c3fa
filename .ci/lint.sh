#!/usr/bin/env bash
# lint.sh reads the source with tools of exact versions, which it installs into $BIN when they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -s)" != Linux ] || export GOFLAGS="${GOFLAGS:--tags=x11}" # as in the Makefile
bin=${BIN:-$PWD/bin}
mkdir -p "$bin"

# tool PATH@VERSION installs a tool once: a file beside it tells which version it is.
tool() {
	local path=${1%@*} version=${1#*@} name
	name=$(basename "$path")
	[ "$(cat "$bin/.$name" 2>/dev/null)" = "$version" ] && [ -x "$bin/$name" ] && return
	echo "-- installing $name $version"
	GOBIN="$bin" GOFLAGS='' go install "$1"
	echo "$version" >"$bin/.$name"
}

failed=()
# check NAME COMMAND... goes on after a failure, so that one run tells all.
check() {
	local name=$1 start=$SECONDS
	shift
	echo "== $name"
	"$@" || failed+=("$name")
	echo "   $((SECONDS - start)) s"
}

formatted() {
	local wrong
	wrong=$("$bin/gofumpt" -l app assets cmd core ui)
	[ -z "$wrong" ] || {
		echo "not formatted by gofumpt:"
		echo "$wrong"
		return 1
	}
}

vetted() {
	go vet ./... && local system
	for system in windows darwin; do
		CGO_ENABLED=0 GOOS=$system go vet ./core/... ./cmd/tamtamctl ./cmd/gongsim || return 1
	done
}

# The vulnerability database comes with the workplace, not with the repository.
vulnerable() {
	local archive=../shared/vulndb.tar.xz
	if [ ! -f "$archive" ]; then
		echo "PASSED OVER: $archive is not here, so nobody looked for known vulnerabilities"
		return
	fi
	mkdir -p .vulndb
	tar -xJf "$archive" -C .vulndb
	"$bin/govulncheck" -tags x11,migrated_fynedo -db "file://$PWD/.vulndb/vulndb/osv" ./...
}

dead() {
	local found
	found=$("$bin/deadcode" -test -tags x11,xvfb ./...) || return 1
	[ -z "$found" ] || {
		echo "$found"
		return 1
	}
}

tool mvdan.cc/gofumpt@v0.12.0
tool honnef.co/go/tools/cmd/staticcheck@v0.8.2
tool github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
tool golang.org/x/vuln/cmd/govulncheck@v1.8.0
tool golang.org/x/tools/cmd/deadcode@v0.52.0

check gofumpt formatted
check vet vetted
check staticcheck "$bin/staticcheck" -checks all ./...
check golangci-lint "$bin/golangci-lint" run --config .ci/golangci.yml ./...
check govulncheck vulnerable
check deadcode dead
[ ${#failed[@]} -eq 0 ] || {
	echo "lint: failed: ${failed[*]}" >&2
	exit 1
}
echo "lint: all is well"
