package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

// attendant runs datasets for the schedule, one after the other, and gathers what came of them.
type attendant struct {
	*command
	mu     sync.Mutex
	synced map[core.DatasetID]synced
}

// synced is what became of one dataset.
type synced struct {
	answer runAnswer
	text   string
	exit   int
}

var _ schedule.Runner = (*attendant)(nil)

// Ready tells why a dataset cannot be run: nobody is asked anything but the vault.
func (a *attendant) Ready(ctx context.Context, d store.Dataset) error {
	_, _, err := a.client(ctx, d)
	return err
}

func (a *attendant) Run(ctx context.Context, j schedule.Job) schedule.End {
	a.mu.Lock()
	defer a.mu.Unlock()
	d, err := a.store.Dataset(j.Dataset)
	if err != nil || ctx.Err() != nil {
		return schedule.End{Fate: schedule.Stopped}
	}
	one := a.runOneOf(ctx, planned{d, importer.Options{
		Mode: importer.Recent, Types: j.Types, Trigger: j.Slot.Trigger, Slot: j.Slot.At.UTC(), Missed: j.Slot.Missed,
	}})
	a.synced[d.ID] = one
	reports, err := a.store.Reports(d.ID, "", 1)
	if err != nil || len(reports) == 0 || reports[0].ID != one.answer.Run {
		return schedule.End{Fate: schedule.Stopped} // it did not begin, and stays due
	}
	end := schedule.Judge(reports[0], one.answer.GoesOn)
	if ctx.Err() != nil && end.Fate == schedule.Handled {
		end.Fate = schedule.Stopped
	}
	return end
}

// syncDue runs the datasets whose own sync is due.
func syncDue(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	a := &attendant{command: c, synced: map[core.DatasetID]synced{}}
	s := schedule.New(c.store, a, schedule.Options{Log: slog.New(slog.NewTextHandler(c.err, nil))})
	s.Once(ctx)
	all, err := c.store.Datasets()
	if err != nil {
		return 0, err
	}
	answer := several{answers: []syncAnswer{}}
	for _, d := range all {
		one, ran := a.synced[d.ID]
		if why := s.Waits(d.ID); why != nil && !ran && !c.leftOut(d) {
			one, ran = c.notSynced(d, importer.Options{Types: d.Sync.Covers(d.Types)}, why), true
		}
		if ran {
			answer.add(d.Name, one)
		}
	}
	if len(answer.answers) == 0 {
		answer.text.WriteString("Nothing is due.\n")
	}
	next, err := s.Upcoming()
	if err != nil {
		return 0, err
	}
	if i := slices.IndexFunc(next, func(u schedule.Upcoming) bool { return u.At.After(core.SystemClock{}.Now()) }); i >= 0 {
		fmt.Fprintf(&answer.text, "Next: %s, %s\n", quoted(next[i].Name), clock(next[i].At))
	}
	return answer.exit(), stopped(ctx, c.answer(answer.answers, answer.text.String()))
}

// several is what became of several datasets.
type several struct {
	answers    []syncAnswer
	text       strings.Builder
	done, part int
}

func (s *several) add(name string, one synced) {
	switch one.exit {
	case exitDone:
		s.done++
	case exitPartly:
		s.part++
	}
	s.answers = append(s.answers, syncAnswer{name, one.answer})
	fmt.Fprintf(&s.text, "%q\n%s", name, one.text)
}

// exit is the exit code that they deserve together.
func (s *several) exit() int { return exitOf(s.done, s.part, len(s.answers)) }
