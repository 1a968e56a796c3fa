package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/humane"
)

// awaitedAnswer is a call whose transcript Gong does not have yet.
type awaitedAnswer struct {
	Call    core.CallID `json:"call"`
	Title   string      `json:"title"`
	Started time.Time   `json:"started"`
	Asked   time.Time   `json:"asked,omitzero"`
	Tries   int         `json:"tries"`
	Next    time.Time   `json:"next,omitzero"` // from when on a sync asks again; missing once it is over
	Over    bool        `json:"over"`          // no transcript is expected any more
}

func awaited(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	calls, err := importer.New(c.store, nil).Awaited(d.ID)
	if err != nil {
		return 0, err
	}
	answers := []awaitedAnswer{}
	var b strings.Builder
	for _, a := range calls {
		answers = append(answers, awaitedAnswer{a.Call, a.Title, a.Started.UTC(), a.Asked.UTC(), a.Tries, a.Next.UTC(), a.Over})
		when := "again from " + clock(a.Next)
		if a.Over {
			when = "no transcript in Gong; a check asks once more"
		}
		fmt.Fprintf(&b, "%s  %s  asked %s, %s  %s\n", clock(a.Started), a.Call, humane.Count(a.Tries, "time", "times"), when, a.Title)
	}
	if len(calls) == 0 {
		b.WriteString("No transcript is awaited.\n")
	}
	return exitDone, c.answer(answers, b.String())
}
