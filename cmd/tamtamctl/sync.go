package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// syncAnswer is what the sync of one dataset of several did.
type syncAnswer struct {
	Dataset string `json:"dataset"`
	runAnswer
}

// syncDatasets brings one dataset up to date, or all.
func syncDatasets(ctx context.Context, c *command) (int, error) {
	if (len(c.words) == 1) == c.has("all") {
		return 0, usagef("sync takes the name of one dataset, or --all")
	}
	if c.has("all") {
		return syncSeveral(ctx, c)
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
	return c.carried(c.carry(ctx, d, o))
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

// syncSeveral runs one dataset after the other. One that fails stops none.
func syncSeveral(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	plan, err := c.several()
	if err != nil {
		return 0, err
	}
	answers := []syncAnswer{}
	var b strings.Builder
	done, some := 0, false
	for _, p := range plan {
		if ctx.Err() != nil {
			return exitSeveral(done, some, len(plan)), errors.Join(core.E(core.Canceled, "sync", ctx.Err()), c.answer(answers, b.String()))
		}
		c.found = p.Name
		answer, text, exit, err := c.carry(ctx, p.Dataset, p.options)
		if err != nil {
			problem := c.problem(err, fmt.Sprintf("%s was not synced", quoted(p.Name)))
			fmt.Fprintf(c.err, "%s\nDetails: %s\n", problem.Line(), problem.Details)
			text += "not synced: " + problem.Body() + "\n"
		}
		switch exit {
		case exitDone:
			done++
		case exitPartly:
			some = true
		}
		answers = append(answers, syncAnswer{p.Name, answer})
		fmt.Fprintf(&b, "%q\n%s", p.Name, text)
	}
	if len(plan) == 0 {
		b.WriteString("Nothing is to be synced.\n")
	}
	return exitSeveral(done, some, len(plan)), c.answer(answers, b.String())
}

// exitSeveral is the exit code of runs of several datasets, so many of which are wholly done, and some perhaps in part.
func exitSeveral(done int, some bool, all int) int {
	switch {
	case done == all:
		return exitDone
	case done > 0 || some:
		return exitPartly
	}
	return exitFailed
}

// several are the datasets that --all means. Those of the account that is built into the window are refreshed there.
func (c *command) several() ([]planned, error) {
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
		if d.Connection == core.SampleConnection {
			fmt.Fprintf(c.err, "%s is left out: its simulated account is built into the window, which refreshes it\n", quoted(d.Name))
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
