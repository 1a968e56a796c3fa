package main

import (
	"context"
	"errors"
	"fmt"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// syncAnswer is what the sync of one dataset of several did.
type syncAnswer struct {
	Dataset string `json:"dataset"`
	runAnswer
}

// syncDatasets brings one dataset up to date, or all, or those that are due.
func syncDatasets(ctx context.Context, c *command) (int, error) {
	asked := 0
	for _, given := range []bool{len(c.words) == 1, c.has("all"), c.has("due")} {
		if given {
			asked++
		}
	}
	_, some := c.flags["types"]
	switch {
	case asked != 1:
		return 0, usagef("sync takes the name of one dataset, or --all, or --due")
	case c.has("due") && (some || c.has("everything")):
		return 0, usagef("--due reads what each dataset's own sync says, without --types and --everything")
	case c.has("due"):
		return syncDue(ctx, c)
	case c.has("all"):
		return syncAll(ctx, c)
	}
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	o := importer.Options{Mode: c.mode()}
	if list, ok := c.flags["types"]; ok {
		if o.Types, err = typesOf(d, "types", list); err != nil {
			return 0, err
		}
	}
	return c.answerRun(c.runDataset(ctx, d, o))
}

// mode is how much a sync by hand reads.
func (c *command) mode() importer.Mode {
	if c.has("everything") {
		return importer.Everything
	}
	return importer.Recent
}

// planned is a dataset with the run that it is to have.
type planned struct {
	store.Dataset
	options importer.Options
}

// syncAll runs one dataset after the other. One that fails stops none.
func syncAll(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	plan, err := c.all()
	if err != nil {
		return 0, err
	}
	answer := several{answers: []syncAnswer{}}
	for _, p := range plan {
		if ctx.Err() != nil {
			break
		}
		answer.add(p.Name, c.runOneOf(ctx, p))
	}
	if len(plan) == 0 {
		answer.text.WriteString("There is nothing to sync.\n")
	}
	return answer.exit(), stopped(ctx, c.answer(answer.answers, answer.text.String()))
}

// stopped adds to the failure of an answer that the program was told to end before all was done.
func stopped(ctx context.Context, answered error) error {
	if ctx.Err() == nil {
		return answered
	}
	return errors.Join(core.E(core.Canceled, "sync", ctx.Err()), answered)
}

// runOneOf does the run of one of several datasets, and says at once what failed.
func (c *command) runOneOf(ctx context.Context, p planned) synced {
	c.found = p.Name
	answer, text, exit, err := c.runDataset(ctx, p.Dataset, p.options)
	if text == "" {
		return c.notSynced(p.Dataset, p.options, err)
	}
	if err != nil {
		c.complain(err, "the sync of "+quoted(p.Name)+" did not work")
	}
	return synced{answer, text, exit}
}

// notSynced is a dataset whose run could not begin.
func (c *command) notSynced(d store.Dataset, o importer.Options, err error) synced {
	problem := c.complain(err, quoted(d.Name)+" was not synced")
	return synced{c.notBegun(d, o, err), "not synced: " + problem.Body() + "\n", exitFailed}
}

// leftOut tells, and says, that a dataset is of the account that is built into the window.
func (c *command) leftOut(d store.Dataset) bool {
	if d.Connection != core.SampleConnection {
		return false
	}
	fmt.Fprintf(c.err, "%s is left out: its simulated account is built into the window, which refreshes it\n", quoted(d.Name))
	return true
}

// all are the runs that --all means.
func (c *command) all() ([]planned, error) {
	var named []core.DataType
	if list, ok := c.flags["types"]; ok {
		var err error
		if named, err = core.ParseDataTypes(list); err != nil {
			return nil, usagef("--types: %s", err)
		}
	}
	all, err := c.store.Datasets()
	if err != nil {
		return nil, err
	}
	var plan []planned
	for _, d := range all {
		if c.leftOut(d) {
			continue
		}
		o := importer.Options{Mode: c.mode()}
		if named != nil {
			wanted := core.Sync{Types: named}
			if o.Types = wanted.Covers(d.Types); len(o.Types) == 0 {
				continue
			}
		}
		plan = append(plan, planned{d, o})
	}
	return plan, nil
}
