package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// timeLayout is how instants are written: UTC, to the second.
const timeLayout = "2006-01-02 15:04:05 UTC"

// Time writes an instant as "2026-04-08 14:30:00 UTC", and the zero time as "".
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

// ParseTime reads what Time wrote.
func ParseTime(s string) (time.Time, error) {
	t, err := time.Parse(timeLayout, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a time such as 2026-04-08 14:30:00 UTC", s)
	}
	return t, nil
}

// Duration writes a length as "12s", "45m 12s" or "1h 02m 03s"; fractions of a second are cut, a negative length is "0s".
func Duration(d time.Duration) string {
	s := max(int64(d/time.Second), 0)
	h, m, s := s/3600, s/60%60, s%60
	switch {
	case h > 0:
		return fmt.Sprintf("%dh %02dm %02ds", h, m, s)
	case m > 0:
		return fmt.Sprintf("%dm %02ds", m, s)
	default:
		return fmt.Sprintf("%ds", s)
	}
}

// ParseDuration reads what Duration wrote.
func ParseDuration(s string) (time.Duration, error) {
	d, err := time.ParseDuration(strings.ReplaceAll(s, " ", ""))
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is not a duration such as 45m 12s", s)
	}
	return d, nil
}

// Offset writes a place in a call as "00:07:40"; fractions of a second are cut, a negative offset is "00:00:00".
func Offset(d time.Duration) string { return string(appendOffset(nil, d)) }

func appendOffset(b []byte, d time.Duration) []byte {
	s := max(int64(d/time.Second), 0)
	b = appendTwo(b, s/3600)
	b = appendTwo(append(b, ':'), s/60%60)
	return appendTwo(append(b, ':'), s%60)
}

func appendTwo(b []byte, n int64) []byte {
	if n < 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, n, 10)
}

// ParseOffset reads what Offset wrote.
func ParseOffset(s string) (time.Duration, error) {
	if !isOffset(s) {
		return 0, fmt.Errorf("%q is not a time in a call such as 00:07:40", s)
	}
	n := len(s)
	h, err := strconv.ParseInt(s[:n-6], 10, 32)
	if err != nil {
		return 0, fmt.Errorf("%q is not a time in a call: %w", s, err)
	}
	m, sec := int64(s[n-5]-'0')*10+int64(s[n-4]-'0'), int64(s[n-2]-'0')*10+int64(s[n-1]-'0')
	return time.Duration(h*3600+m*60+sec) * time.Second, nil
}

// isOffset tells whether s looks like hh:mm:ss, hours of two or more digits.
func isOffset(s string) bool {
	n := len(s)
	if n < 8 || s[n-3] != ':' || s[n-6] != ':' || s[n-5] > '5' || s[n-2] > '5' {
		return false
	}
	for i := range n {
		if i != n-3 && i != n-6 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return n == 8 || s[0] != '0'
}
