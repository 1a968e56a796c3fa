package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/store"
	"tamtam/ui/say"
)

// defaultHistory is how many runs are listed when it is not said.
const defaultHistory = 20

// reportAnswer is a run of the past.
type reportAnswer struct {
	ID      core.RunID    `json:"id"`
	Kind    store.RunKind `json:"kind"`
	Trigger store.Trigger `json:"trigger"`
	Slot    time.Time     `json:"slot,omitzero"` // when the schedule wanted it
	Missed  int           `json:"missed"`        // slots that had passed unused before it
	Begun   time.Time     `json:"begun"`
	Ended   time.Time     `json:"ended,omitzero"` // missing while it goes on, and when it was cut off
	// Requests were sent to Gong.
	Requests int            `json:"requests"`
	Types    []reportedType `json:"types"`
	Failure  string         `json:"failure,omitempty"` // of the run as a whole
}

type reportedType struct {
	Type    core.DataType `json:"type"`
	Outcome string        `json:"outcome"`
	Records int           `json:"records"`
	Bytes   int64         `json:"bytes"`
	Added   int           `json:"added"`
	Changed int           `json:"changed"`
	Removed int           `json:"removed"`
	Reason  string        `json:"reason,omitempty"`
	// Changes are the records, where they were asked for.
	Changes []changeAnswer `json:"changes,omitempty"`
}

type changeAnswer struct {
	Op    store.ChangeOp `json:"op"`
	ID    string         `json:"id"`
	Title string         `json:"title,omitempty"`
}

func history(ctx context.Context, c *command) (int, error) {
	most := defaultHistory
	if limit, ok := c.flags["limit"]; ok {
		var err error
		if most, err = strconv.Atoi(limit); err != nil || most < 0 {
			return 0, usagef("--limit takes a number of runs, or 0 for all, not %q", limit)
		}
	}
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	reports, err := c.store.Reports(d.ID, "", most)
	if err != nil {
		return 0, err
	}
	answers := []reportAnswer{}
	var b strings.Builder
	for _, r := range reports {
		answer, err := c.reported(r)
		if err != nil {
			return 0, err
		}
		answers = append(answers, answer)
		answer.write(&b)
	}
	if len(reports) == 0 {
		b.WriteString("Nothing has run yet.\n")
	}
	return exitDone, c.answer(answers, b.String())
}

// reported makes the answer of a report, with the records that the run changed when they are wanted.
func (c *command) reported(r store.RunReport) (reportAnswer, error) {
	answer := reportAnswer{
		ID: r.ID, Kind: r.Kind, Trigger: r.Trigger, Slot: r.Slot.UTC(), Missed: r.Missed, Begun: r.Begun.UTC(), Ended: r.Ended.UTC(),
		Requests: r.Requests, Types: []reportedType{},
	}
	if r.Failure != nil {
		answer.Failure = r.Failure.Text
	}
	for _, t := range r.Types {
		line := reportedType{
			t.Type, t.Outcome, t.Records, t.Bytes, t.Changes.Added, t.Changes.Changed, t.Changes.Removed, t.Reason, nil,
		}
		if c.has("changes") {
			err := c.store.RunChanges(r.Dataset, r.ID, t.Type, func(one store.Change) bool {
				line.Changes = append(line.Changes, changeAnswer{one.Op, one.ID, one.Title})
				return true
			})
			if err != nil {
				return answer, err
			}
		}
		answer.Types = append(answer.Types, line)
	}
	return answer, nil
}

func (a reportAnswer) write(b *strings.Builder) {
	how := string(a.Trigger)
	if a.Missed > 0 {
		how += fmt.Sprintf(", %d missed", a.Missed)
	}
	took := "not ended"
	if !a.Ended.IsZero() {
		took = fmt.Sprintf("%d requests in %s", a.Requests, a.Ended.Sub(a.Begun).Round(time.Second))
	}
	fmt.Fprintf(b, "%s  %s (%s), %s\n", clock(a.Begun), a.Kind, how, took)
	if a.Failure != "" {
		fmt.Fprintf(b, "  %s\n", a.Failure)
	}
	for _, t := range a.Types {
		fmt.Fprintf(b, "  %-20s %-9s %8d records  %s\n", datatype.Of(t.Type).Title, t.Outcome, t.Records,
			join("; ", say.Changes(store.Changes{Added: t.Added, Changed: t.Changed, Removed: t.Removed}), t.Reason))
		for _, one := range t.Changes {
			fmt.Fprintf(b, "    %-8s %s  %s\n", one.Op, one.ID, one.Title)
		}
	}
}
