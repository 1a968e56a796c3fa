#!/usr/bin/env bash
# bench.sh measures what the README's table of figures shows, each beside its bound, and prints one table. It takes some minutes; the
# machine should have nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp)
trap 'rm -f "$out"' EXIT

run() { CGO_ENABLED=0 go test -run '^$' -timeout 60m "$@" </dev/null | tee -a "$out" | grep -E '^(Benchmark|ok|FAIL|panic)' >&2; }
run -bench . -benchtime 1x ./cmd/tamtamctl
run -bench Convert -benchtime 2s ./core/datatype

# metric BENCHMARK UNIT prints the figure before a unit.
metric() {
	awk -v name="$1" -v unit="$2" '{ at = $1; sub(/-[0-9]+$/, "", at) } at == name { for (n = 2; n < NF; n++) if ($(n+1) == unit) { print $n; exit } }' "$out"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b }'; }
row() { printf '| %-62s | %12s | %10s |\n' "$1" "$2" "$3"; }

echo
row "what" "measured" "bound"
row "$(printf -- '-%.0s' {1..62})" "------------" "----------"
row "2,000 calls at 2.8 requests/s: time / (requests / rate)" "$(metric BenchmarkPace x-floor)" "<= 1.1"
row "  requests; seconds" "$(metric BenchmarkPace requests); $(metric BenchmarkPace seconds)" ""
row "10,000 calls: peak memory of tamtamctl, MB" "$(metric BenchmarkLarge peak-MB)" "<= 250"
row "10,000 calls: database / text files" "$(metric BenchmarkLarge db/text)" "<= 0.7"
row "  text, MB; seconds without Gong's rate" "$(metric BenchmarkLarge text-MB); $(metric BenchmarkLarge seconds)" ""
row "  export, MB/s" "$(metric BenchmarkLarge export-MB/s)" ""
row "a page made into text: speed / merely decoding it" "$(ratio "$(metric 'BenchmarkConvert/decode+convert+write' MB/s)" "$(metric BenchmarkConvert/decode MB/s)")" ">= 0.7"
