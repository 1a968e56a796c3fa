// Package humane writes numbers, sizes, times and durations as a person would: "12,345", "1.4 MB", "3 minutes ago", "45 min".
// It is pure: times come in, texts go out, in English.
package humane

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Number groups thousands: "12,345".
func Number[T ~int | ~int64](n T) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// Count is a number and its noun: "1 record", "2,134 records".
func Count[T ~int | ~int64](n T, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Size is a number of bytes in decimal units: "0 B", "840 B", "84 KB", "1.4 MB", "2.1 GB".
func Size(bytes int64) string {
	if bytes < 1000 {
		return fmt.Sprintf("%d B", max(0, bytes))
	}
	value, unit := float64(bytes), 0
	units := [...]string{"B", "KB", "MB", "GB", "TB"}
	for value >= 999.5 && unit < len(units)-1 {
		value /= 1000
		unit++
	}
	if unit >= 2 && value < 99.95 {
		text := strconv.FormatFloat(value, 'f', 1, 64)
		if text[len(text)-2:] == ".0" {
			text = text[:len(text)-2]
		}
		return text + " " + units[unit]
	}
	return fmt.Sprintf("%.0f %s", value, units[unit])
}

// Duration is how long something takes or took: "under a second", "12 s", "3 min", "45 min", "1 h 5 min", "2 days".
func Duration(d time.Duration) string {
	switch {
	case d < time.Second:
		return "under a second"
	case d < 59500*time.Millisecond:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 59*time.Minute+30*time.Second:
		return fmt.Sprintf("%.0f min", d.Minutes())
	case d < 48*time.Hour:
		minutes := int(math.Round(d.Minutes()))
		if minutes%60 == 0 {
			return fmt.Sprintf("%d h", minutes/60)
		}
		return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

// Left is how long something will still take: "2 min left", "a few seconds left".
func Left(d time.Duration) string {
	if d < 5*time.Second {
		return "a few seconds left"
	}
	return Duration(d) + " left"
}

// Ago is how long before now t was: "just now", "3 minutes ago", "2 hours ago", "yesterday", "5 days ago", and further back the
// date. The zero time is "never". Times to come read as "in 2 h".
func Ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	d := now.Sub(t)
	switch {
	case d < -time.Minute:
		return "in " + Duration(-d)
	case d < 45*time.Second:
		return "just now"
	case d < 90*time.Second:
		return "a minute ago"
	case d < 59*time.Minute+30*time.Second:
		return fmt.Sprintf("%.0f minutes ago", d.Minutes())
	case d < 90*time.Minute:
		return "an hour ago"
	case d < 22*time.Hour && sameDay(t, now), d < 6*time.Hour:
		return fmt.Sprintf("%.0f hours ago", d.Hours())
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday"
	case d < 7*24*time.Hour:
		return Count(max(2, days(t, now)), "day ago", "days ago")
	case t.In(now.Location()).Year() == now.Year():
		return t.In(now.Location()).Format("2 Jan")
	}
	return Date(t.In(now.Location()))
}

// In is how long it is from now to a time to come, to the minute: "in a minute", "in 2 h", "in 18 h 30 min", "in 3 days".
func In(t, now time.Time) string {
	d := t.Sub(now).Round(time.Minute)
	if d <= time.Minute {
		return "in a minute"
	}
	return "in " + Duration(d)
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.In(b.Location()).Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// days counts midnights between the two.
func days(t, now time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.In(now.Location()).Date()
		return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	}
	return int(midnight(now).Sub(midnight(t)).Hours()+1) / 24
}

// Date is a day: "8 Apr 2026".
func Date(t time.Time) string { return t.Format("2 Jan 2006") }

// Exact is a time to the second with its zone, for tips behind Ago: "8 Apr 2026, 14:03:12 CEST".
func Exact(t time.Time) string { return t.Format("2 Jan 2006, 15:04:05 MST") }

// Short is a text of at most so many letters, with an ellipsis for what is missing.
func Short(text string, letters int) string {
	runes := []rune(text)
	if len(runes) <= letters {
		return text
	}
	return strings.TrimSpace(string(runes[:letters-1])) + "…"
}

// Percent is a share of 1: "63 %". It is 100 only when all is done.
func Percent(share float64) string {
	percent := int(math.Round(share * 100))
	if share < 1 {
		percent = min(percent, 99)
	}
	return fmt.Sprintf("%d %%", max(0, percent))
}
