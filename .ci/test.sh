#!/usr/bin/env bash
# test.sh [SECTION...] runs the tests: all sections, or those that are named. TAMTAM_SOAK=1 runs them with their full numbers.
# `make test` calls it; GOFLAGS comes from there.
set -euo pipefail
cd "$(dirname "$0")/.."

# One world for all tests, whatever the machine is set to.
export LANG=en_US.UTF-8 TZ=UTC
unset FYNE_FONT FYNE_FONT_MONOSPACE FYNE_THEME FYNE_SCALE TAMTAM_PASSPHRASE TAMTAM_ACCESS_SECRET

soak=${TAMTAM_SOAK:-}
tags=$(go env GOFLAGS | sed -n 's/.*-tags=\([^ ]*\).*/\1/p')
with() { echo "-tags=${tags:+$tags,}$1"; }

# The source in its own right: what every system must be able to compile, and what needs no C compiler.
section_builds() {
	mkdir -p build/test
	CGO_ENABLED=0 go build -o build/test/ ./cmd/tamtamctl ./cmd/gongsim
	local system
	for system in windows darwin; do
		CGO_ENABLED=0 GOOS=$system go vet ./core/... ./cmd/tamtamctl ./cmd/gongsim
	done
	# With the race detector like the tests, so that Fyne's C code is compiled once, not twice.
	go vet -race ./...
}

section_race() {
	go test -race -timeout "${soak:+9}30m" ./...
}

# The released program is built with the tag: Fyne then checks no threads and keeps plain maps.
section_migrated() {
	CGO_ENABLED=0 go test "$(with migrated_fynedo)" -timeout 15m ./ui/...
}

section_keychain() {
	core/vault/testdata/secret-service.sh
}

# Each fuzz target for a moment: enough to run the known inputs through and to try some thousand new ones.
section_fuzz() {
	local time=${soak:+60s} dir target
	grep -rl --include='*_test.go' '^func Fuzz' core ui cmd | xargs -n1 dirname | sort -u | while read -r dir; do
		grep -h '^func Fuzz' "$dir"/*_test.go | sed 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/' | while read -r target; do
			CGO_ENABLED=0 go test -run '^$' -fuzz "^$target\$" -fuzztime "${time:-2s}" -parallel 2 "./$dir" </dev/null | grep -v '^fuzz: elapsed'
		done
	done
}

section_window() {
	# A bus of its own encloses everything: a program started without one leaves a daemon behind.
	dbus-run-session -- go test -race "$(with xvfb)" -count=1 -timeout 10m -run Window -v ./cmd/tamtam | grep -v '^=== '
}

names=("$@")
[ ${#names[@]} -gt 0 ] || names=(builds keychain fuzz migrated race window)
began=$SECONDS
times=""
for name in "${names[@]}"; do
	printf '\n== %s\n' "$name"
	start=$SECONDS
	# Not called in a condition: set -e would not hold within.
	"section_$name"
	times+=$(printf '  %-9s %4d s' "$name" $((SECONDS - start)))$'\n'
done
printf '\nAll passed.\n%s  %-9s %4d s\n' "$times" together $((SECONDS - began))
