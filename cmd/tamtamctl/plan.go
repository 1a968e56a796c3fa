package main

import (
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

// syncPlan is how a dataset keeps itself current, in the words of the flags.
type syncPlan struct {
	Every string          `json:"every"`
	At    string          `json:"at,omitempty"` // in the computer's time zone; of an hourly sync only the minute counts
	On    string          `json:"on,omitempty"` // of a weekly one
	Types []core.DataType `json:"types"`
	Next  time.Time       `json:"next,omitzero"` // when it is wanted next; in the past when it is due
}

func planOf(d store.Dataset) syncPlan {
	p := syncPlan{Every: d.Sync.Every.String(), Types: []core.DataType{}}
	if d.Sync.Every == core.Never {
		return p
	}
	p.At, p.Types = d.Sync.At.String(), append(p.Types, d.Sync.Covers(d.Types)...)
	if d.Sync.Every == core.Weekly {
		p.On = strings.ToLower(d.Sync.On.String()[:3])
	}
	return p
}

// text writes the plan of a dataset that has so many types.
func (p syncPlan) text(types int) string {
	words := p.Every
	switch core.Rhythm(p.Every) {
	case core.Hourly, core.EveryFourHours:
		words += ", at minute " + strings.TrimPrefix(p.At[3:], "0")
	case core.Daily:
		words += " at " + p.At
	case core.Weekly:
		words += " on " + p.On + " at " + p.At
	}
	if n := len(p.Types); n > 0 && n < types {
		words += fmt.Sprintf(", %d of the types", n)
	}
	if !p.Next.IsZero() {
		words += "; next " + clock(p.Next)
	}
	return words
}

// next is when a dataset's own sync is wanted next; zero without one.
func (c *command) next(d store.Dataset) (time.Time, error) {
	at, _, err := schedule.New(c.store, nil, schedule.Options{}).Next(d.ID)
	return at.UTC(), err
}
