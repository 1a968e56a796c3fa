package main

import "time"

// clock writes a time for people, in the computer's zone. JSON has times as RFC 3339 in UTC.
func clock(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04:05 MST")
}
