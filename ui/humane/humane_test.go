package humane_test

import (
	"testing"
	"time"

	"tamtam/ui/humane"
)

func check[T any](t *testing.T, write func(T) string, want map[string]T) {
	t.Helper()
	for text, value := range want {
		if got := write(value); got != text {
			t.Errorf("%v: got %q, want %q", value, got, text)
		}
	}
}

func TestNumbers(t *testing.T) {
	check(t, humane.Number[int], map[string]int{
		"0": 0, "7": 7, "999": 999, "1,000": 1000, "12,345": 12345, "1,234,567": 1234567, "-1,000": -1000, "-12": -12,
	})
	check(t, func(n int) string { return humane.Count(n, "record", "records") }, map[string]int{
		"0 records": 0, "1 record": 1, "2,134 records": 2134,
	})
	check(t, humane.Percent, map[string]float64{"0 %": 0, "63 %": 0.634, "99 %": 0.9999, "100 %": 1})
}

func TestSizes(t *testing.T) {
	check(t, humane.Size, map[string]int64{
		"0 B": 0, "840 B": 840, "1 KB": 1000, "84 KB": 84_123, "999 KB": 999_400, "1 MB": 999_600, "1.4 MB": 1_400_000,
		"99.9 MB": 99_900_000, "100 MB": 99_960_000, "409 MB": 409_000_000, "2.1 GB": 2_100_000_000,
	})
}

func TestDurations(t *testing.T) {
	check(t, humane.Duration, map[string]time.Duration{
		"under a second": 300 * time.Millisecond, "12 s": 12 * time.Second, "1 min": 59700 * time.Millisecond,
		"45 min": 45 * time.Minute, "1 h": 59*time.Minute + 40*time.Second, "1 h 5 min": 65 * time.Minute, "3 days": 75 * time.Hour,
	})
	check(t, humane.Left, map[string]time.Duration{"a few seconds left": 2 * time.Second, "2 min left": 2 * time.Minute})
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	before := func(d time.Duration) time.Time { return now.Add(-d) }
	want := map[string]time.Time{
		"never":         {},
		"just now":      before(10 * time.Second),
		"a minute ago":  before(70 * time.Second),
		"3 minutes ago": before(3 * time.Minute),
		"an hour ago":   before(65 * time.Minute),
		"5 hours ago":   before(5 * time.Hour),
		"11 hours ago":  before(11 * time.Hour),
		"yesterday":     before(14 * time.Hour),
		"2 days ago":    before(50 * time.Hour),
		"6 days ago":    before(6*24*time.Hour + time.Hour),
		"1 Apr":         before(8 * 24 * time.Hour),
		"9 Apr 2025":    now.AddDate(-1, 0, 0),
		"in 2 h":        before(-2 * time.Hour),
	}
	check(t, func(at time.Time) string { return humane.Ago(at, now) }, want)
}

func TestIn(t *testing.T) {
	now := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	for want, after := range map[string]time.Duration{
		"in a minute": 10 * time.Second, "in 2 min": 110 * time.Second, "in 2 h": 2*time.Hour - time.Second, "in 18 h 30 min": 18*time.Hour + 30*time.Minute,
		"in 3 days": 75 * time.Hour,
	} {
		if got := humane.In(now.Add(after), now); got != want {
			t.Errorf("%s is %q, want %q", after, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		text    string
		letters int
		want    string
	}{
		{"", 4, ""}, {"Renewals", 8, "Renewals"}, {"日本語のデータセット", 7, "日本語のデー…"}, {"Team  meetings", 6, "Team…"},
	} {
		if got := humane.Short(c.text, c.letters); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
}
