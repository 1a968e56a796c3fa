package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/core/store"
)

type typeAnswer struct {
	Type    core.DataType    `json:"type"`
	Outcome importer.Outcome `json:"outcome"`
	Records int              `json:"records"`
	Bytes   int64            `json:"bytes"`
	Reason  string           `json:"reason"`
}

type importAnswer struct {
	Types    []typeAnswer `json:"types"`
	Requests int          `json:"requests"`
	Seconds  float64      `json:"seconds"`
}

func importDataset(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	rate, err := c.rate()
	if err != nil {
		return 0, err
	}
	client, connection, err := c.client(ctx, d)
	if err != nil {
		return 0, errors.Join(err, c.notBegun(d, err))
	}
	progress := new(importer.Progress)
	stop := c.watch(progress)
	result, err := importer.New(c.store, nil).Run(ctx, client, d.ID, importer.Options{
		Progress: progress, Rate: rate, Workspaces: connection.Workspaces, Roles: connection.Roles,
	})
	stop()
	if err != nil && len(result.Types) == 0 {
		return 0, errors.Join(err, c.notBegun(d, err))
	}
	answer := importAnswer{Requests: result.Requests, Seconds: result.Took.Seconds()}
	var b strings.Builder
	for _, t := range result.Types {
		answer.Types = append(answer.Types, typeAnswer{t.Type, t.Outcome, t.Records, t.Bytes, t.Reason})
		if t.Err != nil {
			fmt.Fprintf(c.err, "%s: %s. Details: %v\n", t.Type, t.Reason, t.Err)
		}
		fmt.Fprintf(&b, "%-20s %-9s %8d records %12d bytes  %s\n", datatype.Of(t.Type).Title, t.Outcome, t.Records, t.Bytes, t.Reason)
	}
	fmt.Fprintf(&b, "%d requests in %s\n", result.Requests, result.Took.Round(100*time.Millisecond))
	return exitOf(result), errors.Join(err, c.answer(answer, b.String()))
}

// notBegun answers, where JSON was asked for, that an import failed for all of the dataset's types before it began.
func (c *command) notBegun(d store.Dataset, err error) error {
	if !c.json {
		return nil
	}
	answer, p := importAnswer{}, c.problem(err, "")
	for _, t := range d.Types {
		answer.Types = append(answer.Types, typeAnswer{Type: t, Outcome: importer.Failed, Reason: p.Body()})
	}
	return c.answer(answer, "")
}

// exitOf is the exit code that a run deserves.
func exitOf(r importer.Result) int {
	switch r.Done() {
	case len(r.Types):
		return exitDone
	case 0:
		return exitFailed
	}
	return exitPartly
}

// watchGap is the time between two lines of progress.
const watchGap = 2 * time.Second

// watch writes how far the run is until stop is called.
func (c *command) watch(p *importer.Progress) (stop func()) {
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
				fmt.Fprintln(c.err, progressLine(p.Snapshot()))
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

type estimateAnswer struct {
	Types    []typeEstimate `json:"types"`
	Requests int            `json:"requests"`
	Seconds  float64        `json:"seconds"`
}

type typeEstimate struct {
	Type    core.DataType `json:"type"`
	Name    string        `json:"name"`
	Records int           `json:"records"`
	Bytes   int64         `json:"bytes"`
	Exact   bool          `json:"exact"`
	Reason  string        `json:"reason"`
}

func estimate(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	client, _, err := c.client(ctx, d)
	if err != nil {
		return 0, err
	}
	rate, err := c.rate()
	if err != nil {
		return 0, err
	}
	var answer estimateAnswer
	var b strings.Builder
	failed := 0
	cost, err := importer.New(c.store, nil).Estimate(ctx, client, d, rate, func(e importer.TypeEstimate) {
		line := typeEstimate{Type: e.Type, Name: e.Name, Records: e.Records, Bytes: e.Bytes, Exact: e.Exact}
		if e.Err != nil {
			failed++
			line.Reason = importer.Reason(e.Type, e.Err)
		}
		answer.Types = append(answer.Types, line)
	})
	if err != nil {
		return 0, err
	}
	slices.SortFunc(answer.Types, func(a, b typeEstimate) int {
		return slices.Index(d.Types, a.Type) - slices.Index(d.Types, b.Type)
	})
	for _, line := range answer.Types {
		fmt.Fprintf(&b, "%-48s about %8d records %12d bytes  %s\n", line.Name, line.Records, line.Bytes, line.Reason)
	}
	answer.Requests, answer.Seconds = cost.Requests, cost.Time.Seconds()
	fmt.Fprintf(&b, "about %d requests, %s\n", cost.Requests, cost.Time.Round(time.Second))
	code := exitDone
	switch {
	case failed == len(answer.Types):
		code = exitFailed
	case failed > 0:
		code = exitPartly
	}
	return code, c.answer(answer, b.String())
}
