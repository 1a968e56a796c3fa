#!/usr/bin/env bash
# bench.sh measures what the README's table of figures shows, each beside its bound, and prints one table. It takes some minutes; the
# machine should have nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp)
trap 'rm -f "$out"' EXIT

keep() { tee -a "$out" | grep -E '^(Benchmark|ok|FAIL|panic)' >&2; }
run() { CGO_ENABLED=0 go test -run '^$' -timeout 60m "$@" </dev/null | keep; }
run -bench . -benchtime 1x ./cmd/tamtamctl
run -bench Convert -benchtime 2s ./core/datatype
run -bench '^BenchmarkMeetings$' -benchtime 1x ./core/meetings
run -bench '^Benchmark(Open|Scroll|BareList)$' -benchtime 2s ./ui/reader
# A bus of its own, as for the tests of the window (test.sh).
dbus-run-session -- go test -tags=x11,xvfb,migrated_fynedo -run '^$' -timeout 60m -bench '^BenchmarkPixels$' -benchtime 1x ./cmd/tamtam </dev/null | keep

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
row "10,000 calls: peak memory of tamtamctl, its own, MB" "$(metric BenchmarkLarge own-MB)" "<= 250"
row "  with the pages of the database that the system has mapped" "$(metric BenchmarkLarge peak-MB)" ""
row "10,000 calls: database with its index / text files" "$(metric BenchmarkLarge db/text)" "<= 1.2"
row "  text, MB; seconds without Gong's rate" "$(metric BenchmarkLarge text-MB); $(metric BenchmarkLarge seconds)" ""
row "  export, MB/s" "$(metric BenchmarkLarge export-MB/s)" ""
row "a page made into text: speed / merely decoding it" "$(ratio "$(metric 'BenchmarkConvert/decode+convert+write' MB/s)" "$(metric BenchmarkConvert/decode MB/s)")" ">= 0.7"

row "10,000 meetings: time / that of their pages at Gong's rate" "$(metric BenchmarkMeetings first/pages)" "<= 1.0"
row "  the same again" "$(metric BenchmarkMeetings again/pages)" ""

library() { metric "BenchmarkLibrary/$1" "$2"; }
spread() { echo "$(library Search "$1-p50-ms"); $(library Search "$1-p95-ms"); $(library Search "$1-p99-ms")"; }
row "searching 10,000 calls: a ripgrep scan of the same text, ms" "$(library Search ripgrep-p50-ms)" ""
for kind in rare common phrase three prefix typing; do
	row "  $kind: ms, p50; p95; p99" "$(spread $kind)" ""
	row "    SQLite FTS5, tuned" "$(spread "fts5-$kind")" ""
done
row "  ripgrep / typing, p50" "$(library Search ripgrep/typing-p50)" ">= 25"
row "  ripgrep / the worst kind's p99" "$(library Search ripgrep/worst-p99)" ">= 4"
row "  FTS5 / typing, p99" "$(library Search fts5/typing-p99)" ">= 4"
row "  typing, p99: during a sync / while nothing happens" "$(library DuringSync sync/idle-p99)" "<= 2.5"
row "making the index anew: seconds; FTS5, contentless" "$(library Search rebuild-s); $(library Search fts5-build-s)" ""
row "  time / FTS5's" "$(library Search rebuild/fts5)" "<= 1.0"
row "one changed call: ms; / a write of 4 KiB with fsync" "$(library OneCallMore call-p50-ms); $(library OneCallMore x-fsync)" "<= 30"
row "  right after the index was made anew" "$(library OneCallMoreRebuilt call-p50-ms); $(library OneCallMoreRebuilt x-fsync)" ""

pixels() { echo "$(metric BenchmarkPixels "$1-p50-ms"); $(metric BenchmarkPixels "$1-p95-ms")"; }
row "a window painted by software: a letter typed, to pixels, ms p50; p95" "$(pixels letter)" "<= 50"
row "    in the toolkit's bare field" "$(pixels bare-letter)" ""
row "  a call of 10,000 turns opened, to pixels, ms p50; p95" "$(pixels open)" "<= 100"
row "  scrolling in it, ms a frame p50; p95" "$(pixels scroll)" "<= 33"
row "    the toolkit's bare list of as many rows" "$(pixels bare-scroll)" ""
