package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/say"
)

// typeAnswer is what a run did for a type.
type typeAnswer struct {
	Type    core.DataType    `json:"type"`
	Outcome importer.Outcome `json:"outcome"`
	Records int              `json:"records"`
	Bytes   int64            `json:"bytes"`
	Added   int              `json:"added"`
	Changed int              `json:"changed"`
	Removed int              `json:"removed"`
	Reason  string           `json:"reason"`
}

// runAnswer is what a run did. One that could not begin has its types as failed.
type runAnswer struct {
	Types    []typeAnswer `json:"types"`
	Requests int          `json:"requests"`
	Seconds  float64      `json:"seconds"`
	Run      core.RunID   `json:"run,omitempty"`   // in the dataset's history
	GoesOn   time.Time    `json:"goesOn,omitzero"` // when a run that the day's requests did not suffice for can be gone on with
	// Mirror is what was done in the dataset's mirror folder; missing without one.
	Mirror *mirrorAnswer `json:"mirror,omitempty"`
	// Attached is what became of the attached files; nil where there are none.
	Attached *refreshAnswer `json:"attached,omitempty"`
}

// runDataset does a run of a dataset from the forecast to the report: what it did, the same for people, and the exit code that it deserves. The
// error is what concerns the whole run; the answer then tells of it, too.
func (c *command) runDataset(ctx context.Context, d store.Dataset, o importer.Options) (answer runAnswer, text string, exit int, err error) {
	if o.Rate, err = c.rate(); err != nil {
		return answer, "", 0, err
	}
	attached, also, err := c.refreshAttached(ctx, d.ID)
	if err != nil {
		return c.notBegun(d, o, err), "", exitFailed, err
	}
	defer func() { answer.Attached, text = attached, text+also }()
	if len(d.Types) == 0 {
		return c.runFiles(ctx, d)
	}
	client, connection, err := c.client(ctx, d)
	if err != nil {
		return c.notBegun(d, o, err), "", exitFailed, err
	}
	o.Progress, o.Workspaces, o.Roles = new(importer.Progress), connection.Workspaces, connection.Roles
	i := importer.New(c.store, nil)
	if err := c.announce(i, d, o); err != nil {
		return c.notBegun(d, o, err), "", exitFailed, err
	}
	stop := c.watch(o.Progress)
	result, err := i.Run(ctx, client, d.ID, o)
	stop()
	if err != nil && len(result.Types) == 0 {
		return c.notBegun(d, o, err), "", exitFailed, err
	}
	answer = runAnswer{Requests: result.Requests, Seconds: result.Took.Seconds(), Run: result.Run, GoesOn: result.GoesOn.UTC()}
	var b strings.Builder
	for _, t := range result.Types {
		answer.Types = append(answer.Types, typeAnswer{
			t.Type, t.Outcome, t.Records, t.Bytes, t.Changes.Added, t.Changes.Changed, t.Changes.Removed, t.Reason,
		})
		if t.Err != nil {
			fmt.Fprintf(c.err, "%s: %s. Details: %v\n", t.Type, t.Reason, t.Err)
		}
		fmt.Fprintf(&b, "%-20s %-9s %8d records %12d bytes  %s\n", datatype.Of(t.Type).Title, t.Outcome, t.Records, t.Bytes,
			join("; ", say.Changes(t.Changes), t.Reason))
	}
	fmt.Fprintf(&b, "%d requests in %s\n", result.Requests, result.Took.Round(100*time.Millisecond))
	if !result.GoesOn.IsZero() {
		fmt.Fprintf(&b, "The day's requests are used up. To go on, from %s: tamtamctl %s %s\n", clock(result.GoesOn), c.name, quoted(d.Name))
	}
	exit = exitOf(result.Done(), 0, len(result.Types))
	if ctx.Err() == nil {
		if err := c.store.KeepIndex(ctx, nil); err != nil && ctx.Err() == nil {
			fmt.Fprintf(c.err, "The search index was not tidied: %v\n", err)
		}
		var ok bool
		if answer.Mirror, ok = c.mirrored(ctx, d.ID); !ok && exit == exitDone {
			exit = exitPartly
		}
	}
	b.WriteString(answer.Mirror.text())
	return answer, b.String(), exit, err
}

// runFiles is the run of a dataset without types: Gong is asked nothing, and no connection is needed.
func (c *command) runFiles(ctx context.Context, d store.Dataset) (answer runAnswer, text string, exit int, err error) {
	answer.Types = []typeAnswer{}
	var ok bool
	answer.Mirror, ok = c.mirrored(ctx, d.ID)
	return answer, "The dataset holds files of this computer only: nothing was asked of Gong\n" + answer.Mirror.text(), mirroredExit(ok), nil
}

// announce says what the run is expected to ask, before it does.
func (c *command) announce(i *importer.Importer, d store.Dataset, o importer.Options) error {
	cost, err := i.Forecast(d.ID, o)
	if err != nil || cost.Requests == 0 {
		return err
	}
	now := core.SystemClock{}.Now()
	sent, err := c.store.Requests(core.DayOf(now))
	if err != nil {
		return err
	}
	fmt.Fprintf(c.err, "%s: about %s, %s\n", d.Name, humane.Count(cost.Requests, "request", "requests"), humane.Duration(cost.Time))
	if left := gong.Left(sent); cost.Requests > left {
		fmt.Fprintf(c.err, "%d of the day's %d requests are left: the run is split. What is read until then is kept, and it can be gone on with from %s.\n",
			left, gong.DailyQuota, clock(core.DayOf(now).Add(1).Start()))
	}
	return nil
}

// join joins the texts that say something.
func join(between string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), between)
}

// notBegun tells that a run failed for all of its types before it began.
func (c *command) notBegun(d store.Dataset, o importer.Options, err error) runAnswer {
	answer, reason := runAnswer{}, c.problem(err, "").Body()
	if o.Types == nil {
		o.Types = d.Types
	}
	for _, t := range o.Types {
		answer.Types = append(answer.Types, typeAnswer{Type: t, Outcome: importer.Failed, Reason: reason})
	}
	return answer
}

// exitOf is the exit code of what was done wholly, or in part, of all that was asked for.
func exitOf(whole, part, all int) int {
	switch {
	case whole == all:
		return exitDone
	case whole+part > 0:
		return exitPartly
	}
	return exitFailed
}

// watchGap is the time between two lines of progress.
const watchGap = 2 * time.Second

// watch writes how far the run is until stop is called.
func (c *command) watch(p *importer.Progress) (stop func()) {
	return c.tell(func() string { return progressLine(p.Snapshot()) })
}

// tell writes a line from time to time until stop is called.
func (c *command) tell(line func() string) (stop func()) {
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(watchGap)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				fmt.Fprintln(c.err, line())
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

func progressLine(s importer.Snapshot) string {
	var at []string
	ended := 0
	for _, t := range s.Types {
		switch t.State {
		case importer.Ended:
			ended++
		case importer.Fetching, importer.Writing:
			at = append(at, fmt.Sprintf("%s %d/%d", t.Type, t.Records, t.Total))
		}
	}
	line := fmt.Sprintf("%d of %d types, %d requests", ended, len(s.Types), s.Requests)
	if len(at) > 0 {
		line += ": " + strings.Join(at, ", ")
	}
	if s.Left > 0 {
		line += fmt.Sprintf("; about %s left", s.Left.Round(time.Second))
	}
	return line
}
