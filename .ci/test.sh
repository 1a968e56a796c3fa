#!/usr/bin/env bash
# test.sh [SECTION...] runs the tests: all sections, or those that are named. TAMTAM_SOAK=1 runs them with their full numbers.
# `make test` calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -s)" != Linux ] || export GOFLAGS="${GOFLAGS:--tags=x11}" # as in the Makefile

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

# The long proofs of core/importer: months and random histories, in which no goroutine meets another that shorter tests do not show.
proofs='^(TestAForecast|TestAMonth|TestASyncedDatasetEqualsAFreshImport|TestATranscriptThatComesLateIsNotLost|TestTenNewCallsCostLittle)$'

section_race() {
	local packages
	packages=$(go list ./... | grep -v '/cmd/tamtamctl$')
	# shellcheck disable=SC2086 # a list of names
	go test -race -timeout 30m -skip "$proofs" $packages
}

# What takes many times as long under the race detector: the real ctl as it ships, against an account in the tests' own process, the engine
# that reads PDFs, and the long proofs.
section_ctl() {
	CGO_ENABLED=0 go test -timeout "${soak:+9}30m" ./cmd/tamtamctl
	CGO_ENABLED=0 go test -run PDF ./core/attach
	CGO_ENABLED=0 go test -timeout "${soak:+9}30m" -run "$proofs" ./core/importer
}

# The released program is built with the tag: Fyne then checks no threads and keeps plain maps.
section_migrated() {
	CGO_ENABLED=0 go test "$(with migrated_fynedo)" -timeout 15m ./ui/...
}

section_keychain() {
	core/vault/testdata/secret-service.sh
}

# Go sometimes reports the end of the time itself as a failure, without an input that fails.
fuzz_ended_badly() {
	grep -q 'context deadline exceeded' "$1" && ! grep -q 'Failing input' "$1" && return
	cat "$1"
	return 1
}

# Each fuzz target for a moment: enough to run the known inputs through and to try some thousand new ones. What it finds lies in the
# package's testdata/fuzz.
section_fuzz() {
	local time=${soak:+60s} dir target out=$PWD/build/test
	mkdir -p "$out"
	for dir in $(grep -rl --include='*_test.go' '^func Fuzz' core ui cmd | xargs -n1 dirname | sort -u); do
		CGO_ENABLED=0 go test -c -fuzz . -o "$out/fuzz.test" "./$dir"
		for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$dir"/*_test.go); do
			(cd "$dir" && "$out/fuzz.test" -test.run '^$' -test.fuzz "^$target\$" -test.fuzztime "${time:-2s}" -test.parallel 2 \
				-test.fuzzcachedir "$out/fuzz" </dev/null >"$out/fuzz.log" 2>&1) || fuzz_ended_badly "$out/fuzz.log"
			echo "ok  	$dir $target"
		done
	done
	rm -rf "$out/fuzz" "$out/fuzz.test"
}

section_window() {
	# A bus of its own encloses everything: a program started without one leaves a daemon behind.
	dbus-run-session -- go test -race "$(with xvfb)" -count=1 -timeout 25m -run Window -v ./cmd/tamtam | grep -v '^=== '
}

names=("$@")
[ ${#names[@]} -gt 0 ] || names=(builds keychain fuzz migrated race ctl window)
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
