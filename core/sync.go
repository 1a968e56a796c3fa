package core

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Rhythm is how often a dataset is brought up to date by itself. The zero value is never.
type Rhythm string

// The rhythms. Their texts are those of the command line and the database.
const (
	Never          Rhythm = ""
	Hourly         Rhythm = "hourly"
	EveryFourHours Rhythm = "4h"
	Daily          Rhythm = "daily"
	Weekly         Rhythm = "weekly"
)

// Rhythms lists the rhythms from never to weekly. The caller owns the slice.
func Rhythms() []Rhythm { return []Rhythm{Never, Hourly, EveryFourHours, Daily, Weekly} }

// ParseRhythm reads off, hourly, 4h, daily or weekly.
func ParseRhythm(word string) (Rhythm, error) {
	r := Rhythm(word)
	switch {
	case word == Never.String():
		return Never, nil
	case r != Never && slices.Contains(Rhythms(), r):
		return r, nil
	}
	return Never, fmt.Errorf("%q is not how often to sync; write off, hourly, 4h, daily or weekly", word)
}

// String writes the rhythm as ParseRhythm reads it.
func (r Rhythm) String() string {
	if r == Never {
		return "off"
	}
	return string(r)
}

// TimeOfDay is a time on the clock on the wall, in minutes after midnight.
type TimeOfDay int

// At is the time of day of an hour and a minute.
func At(hour, minute int) TimeOfDay { return TimeOfDay(hour*60 + minute) }

// ParseTimeOfDay reads a time written as 06:30, from 00:00 to 23:59.
func ParseTimeOfDay(word string) (TimeOfDay, error) {
	t, err := time.Parse("15:04", word)
	if err != nil {
		return 0, fmt.Errorf("%q is not a time of day; write it as 06:30", word)
	}
	return At(t.Hour(), t.Minute()), nil
}

// Hour and Minute are the time's parts.
func (t TimeOfDay) Hour() int { return int(t) / 60 }

// Minute is the minute of the hour.
func (t TimeOfDay) Minute() int { return int(t) % 60 }

// String writes the time as 06:30.
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", t.Hour(), t.Minute()) }

// Sync is how a dataset keeps itself current: how often, when, and which of its data types. The zero value is never.
type Sync struct {
	Every Rhythm `json:"every,omitempty"`
	// At is the time of day, in the computer's time zone, of a daily or weekly sync; of the others only its minute counts.
	At TimeOfDay `json:"at,omitempty"`
	// On is the day of a weekly sync.
	On time.Weekday `json:"on,omitempty"`
	// Types are those that are kept current; nil for all that the dataset has.
	Types []DataType `json:"types,omitempty"`
}

// Covers returns those of a dataset's types that are kept current, in their order. The caller owns the slice.
func (s Sync) Covers(types []DataType) []DataType {
	if s.Types == nil {
		return slices.Clone(types)
	}
	return slices.DeleteFunc(slices.Clone(types), func(t DataType) bool { return !slices.Contains(s.Types, t) })
}

// ParseWeekday reads mon, tue, wed, thu, fri, sat or sun, in upper or lower case; the whole English name will do.
func ParseWeekday(word string) (time.Weekday, error) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := d.String(); strings.EqualFold(word, name) || strings.EqualFold(word, name[:3]) {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%q is not a weekday; write mon, tue, wed, thu, fri, sat or sun", word)
}
