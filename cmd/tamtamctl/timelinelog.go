package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// loggedRun is a run with its log.
type loggedRun struct {
	timeline.Run
	Expired bool             `json:"expired"`
	Entries []timeline.Entry `json:"entries"`
}

// showLog lists the runs with what they did, the latest first.
func showLog(ctx context.Context, c *command) (int, error) {
	choice, err := c.logChoice()
	if err != nil {
		return 0, err
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	if err := meetings.New(c.store, core.SystemClock{}).Recover(); err != nil {
		return 0, err
	}
	runs := []loggedRun{}
	var b strings.Builder
	err = c.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		all, err := t.Runs()
		if err != nil {
			return err
		}
		for _, r := range choice.Of(all) {
			entries, err := t.Entries(r.ID)
			if err != nil {
				return err
			}
			runs = append(runs, loggedRun{r, r.Expired(core.SystemClock{}.Now()), append([]timeline.Entry{}, entries...)})
			fmt.Fprintf(&b, "%s  %s  %s  %s: %d success, %d failed, %d skipped  %s\n", r.ID, r.Started.Local().Format(time.DateTime), r.Trigger, r.Status, r.Success,
				r.Failed, r.Skipped, r.Message)
			for _, e := range entries {
				fmt.Fprintln(&b, "  "+entryLine(e))
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if len(runs) == 0 {
		b.WriteString("There are no runs.\n")
	}
	return exitDone, c.answer(map[string]any{"runs": runs}, b.String())
}

// logChoice reads which runs are asked for.
func (c *command) logChoice() (choice timeline.LogChoice, err error) {
	if text, ok := c.flags["from"]; ok {
		if choice.From, err = localDay("from", text); err != nil {
			return choice, err
		}
	}
	if text, ok := c.flags["to"]; ok {
		if choice.To, err = localDay("to", text); err != nil {
			return choice, err
		}
		if choice.To = choice.To.AddDate(0, 0, 1); choice.To.Before(choice.From) || choice.To.Equal(choice.From) {
			return choice, usagef("--to is before --from")
		}
	}
	for _, word := range listed(c.flags["status"]) {
		i := slices.IndexFunc(timeline.RunStatuses(), func(s timeline.RunStatus) bool { return sameWords(string(s), word) })
		if i < 0 {
			return choice, usagef("--status is Success, Partial Success, Failed or In Progress, not %q", word)
		}
		choice.Status = append(choice.Status, timeline.RunStatuses()[i])
	}
	return choice, nil
}

// sameWords compares texts whatever their case and what stands between words.
func sameWords(a, b string) bool {
	plain := strings.NewReplacer(" ", "", "-", "", "_", "")
	return strings.EqualFold(plain.Replace(a), plain.Replace(b))
}

func exportLog(ctx context.Context, c *command) (int, error) {
	if !strings.EqualFold(filepath.Ext(c.flags["out"]), ".xlsx") {
		return 0, usagef("timeline log export needs --out FILE.xlsx")
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	var r timeline.Run
	var entries []timeline.Entry
	err := c.store.ViewTimeline(opTimeline, func(t *store.Timeline) (err error) {
		var ok bool
		if r, ok, err = t.Run(core.RunID(c.words[0])); err != nil {
			return err
		}
		switch {
		case !ok:
			return core.Errorf(core.Invalid, opTimeline, "there is no run %s; to see the runs: tamtamctl timeline log", quoted(c.words[0]))
		case r.Status == timeline.InProgress:
			return core.Errorf(core.Invalid, opTimeline, "the run is in progress; its log can be had when it has ended")
		case r.Expired(core.SystemClock{}.Now()):
			return core.Errorf(core.Invalid, opTimeline, "the log of the run has expired: it can be had for 30 days")
		}
		entries, err = t.Entries(r.ID)
		return err
	})
	if err != nil {
		return 0, err
	}
	path, err := export.File(filepath.Dir(c.flags["out"]), filepath.Base(c.flags["out"]), func(w io.Writer) error {
		return export.ExecutionLog(w, r, entries)
	})
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(map[string]any{"file": path, "rows": len(entries)}, path+"\n")
}
