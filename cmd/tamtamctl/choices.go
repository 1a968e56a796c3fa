package main

import (
	"slices"
	"strconv"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

const (
	defaultLimit  = 100
	defaultPeriod = 90
)

// The day and time of a sync that none was said for: before work, on the first day of it.
const defaultOn = time.Monday

var defaultAt = core.At(6, 30)

// choiceFlags are those that say what a dataset is to be, when it is made and when it is changed.
var choiceFlags = []string{
	"types", "period", "limit", "include-private", "keep-deleted", "sync", "sync-types", "at", "on", "mirror", "connection",
}

// editFlags are those of a change.
var editFlags = append(slices.Clone(choiceFlags), "no-include-private", "no-keep-deleted", "name", "discard")

const choiceHelp = `--types LIST      names with commas: calls,transcripts,users,...; or all; or none, for attached files only
--period P        30d, 90d, 365d, all, or FROM..TO as 2026-01-01..2026-03-31
--limit N         the newest N records of each type; 0 for no limit
--include-private import private calls, too
--keep-deleted    keep, and mark, what Gong deletes
--sync EVERY      off, hourly, 4h, daily or weekly: when "sync --due", or an open window, brings it up to date
--sync-types LIST what such a sync reads; all for all that the dataset has
--at HH:MM        the time of day of a daily or weekly sync, 06:30 when none is said; of the others only the minute counts
--on DAY          mon, tue, wed, thu, fri, sat or sun: the day of a weekly sync, mon when none is said
--mirror DIR      a folder in which the current files stand for other programs, too; none for no folder
--connection NAME the account`

// choose changes d as the flags say; what none of them names stays. It reads no database.
func (c *command) choose(d *store.Dataset) (err error) {
	if list, ok := c.flags["types"]; ok && list == "none" {
		d.Types = nil
	} else if ok {
		if d.Types, err = core.ParseDataTypes(list); err != nil {
			return usagef("--types: %s", err)
		}
	}
	if period, ok := c.flags["period"]; ok {
		if d.Period, err = core.ParsePeriod(period); err != nil {
			return usagef("--period: %s", err)
		}
	}
	if limit, ok := c.flags["limit"]; ok {
		if d.Limit, err = strconv.Atoi(limit); err != nil || d.Limit < 0 {
			return usagef("--limit takes a number of records, or 0 for no limit, not %q", limit)
		}
	}
	if err := c.either("include-private", "no-include-private", &d.IncludePrivate); err != nil {
		return err
	}
	if err := c.either("keep-deleted", "no-keep-deleted", &d.KeepDeleted); err != nil {
		return err
	}
	switch folder, ok := c.flags["mirror"]; {
	case folder == "none":
		d.Mirror = ""
	case ok && folder == "":
		return usagef("--mirror needs a folder, or none")
	case ok:
		d.Mirror = folder // prepareMirror makes it a path
	}
	return c.chooseSync(d)
}

// either sets what one switch turns on and the other off.
func (c *command) either(on, off string, value *bool) error {
	if c.has(on) && c.has(off) {
		return usagef("--%s and --%s contradict each other", on, off)
	}
	*value = (*value || c.has(on)) && !c.has(off)
	return nil
}

// chooseSync changes how d keeps itself current. A time or types without a sync would never be used, so they are refused.
func (c *command) chooseSync(d *store.Dataset) (err error) {
	s := &d.Sync
	if every, ok := c.flags["sync"]; ok {
		before := s.Every
		if s.Every, err = core.ParseRhythm(every); err != nil {
			return usagef("--sync: %s", err)
		}
		if before == core.Never && s.Every != core.Never {
			s.At, s.On = defaultAt, defaultOn
		}
	}
	for _, name := range []string{"sync-types", "at", "on"} {
		if _, given := c.flags[name]; given && s.Every == core.Never {
			return usagef("--%s is for a sync: say --sync hourly, 4h, daily or weekly, too", name)
		}
	}
	if at, ok := c.flags["at"]; ok {
		if s.At, err = core.ParseTimeOfDay(at); err != nil {
			return usagef("--at: %s", err)
		}
	}
	if on, ok := c.flags["on"]; ok {
		if s.Every != core.Weekly {
			return usagef("--on is for a weekly sync, not for one that is %s", s.Every)
		}
		if s.On, err = core.ParseWeekday(on); err != nil {
			return usagef("--on: %s", err)
		}
	}
	if list, ok := c.flags["sync-types"]; ok {
		if s.Types, err = typesOf(*d, "sync-types", list); err != nil {
			return err
		}
		if len(s.Types) == len(d.Types) {
			s.Types = nil // also those that the dataset gets later
		}
	}
	if s.Every != core.Never && len(d.Types) > 0 && len(s.Covers(d.Types)) == 0 {
		return usagef("none of the types that are kept current is left in the dataset: say --sync-types, or --sync off")
	}
	return nil
}

// typesOf reads a flag's list of some of a dataset's types.
func typesOf(d store.Dataset, flag, list string) ([]core.DataType, error) {
	if list == "all" {
		return slices.Clone(d.Types), nil
	}
	types, err := core.ParseDataTypes(list)
	if err != nil {
		return nil, usagef("--%s: %s", flag, err)
	}
	for _, t := range types {
		if !slices.Contains(d.Types, t) {
			return nil, usagef("--%s: the dataset has no %s", flag, t)
		}
	}
	return types, nil
}
