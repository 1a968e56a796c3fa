package activity

import (
	"strings"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// line is a line of a run's page: a data type, or a record that was changed in it.
type line struct {
	of store.TypeReport
	// progress is that of the type while the run goes on; nil otherwise.
	progress *importer.TypeProgress
	// change is the record; nil on the type's own line.
	change *store.Change
	// open tells, on a type's own line, that its records are listed below it, lists that they can be.
	open, lists bool
}

// unfolded is up to how many changes the records of a run are listed without being asked for.
const unfolded = 30

// linesOf lays out a run: each of its types, and below those that are open the records whose title or id has all the words. With words,
// types without such a record are left out and the others are open. hits counts the records.
func linesOf(r store.RunReport, g *Going, changes map[core.DataType][]store.Change, open map[core.DataType]bool, words []string) (lines []line, hits int) {
	for _, t := range typesOf(r, g, changes) {
		list := changes[t.of.Type]
		t.lists = len(list) > 0
		t.open = t.lists && (open[t.of.Type] || len(words) > 0)
		head := len(lines)
		lines = append(lines, t)
		if !t.open {
			continue
		}
		for i := range list {
			if matches(list[i], words) {
				lines = append(lines, line{of: t.of, change: &list[i]})
			}
		}
		hits += len(lines) - head - 1
		if len(words) > 0 && len(lines) == head+1 {
			lines = lines[:head]
		}
	}
	if len(words) > 0 && hits == 0 {
		return nil, 0
	}
	return lines, hits
}

// finished is the outcome of a type of a run that was interrupted later: its changes are known, and no more.
const finished importer.Outcome = "finished"

// typesOf are the run's types: as they stand while it goes on, as they ended afterwards. Of a run that was interrupted they are those that it
// had finished.
func typesOf(r store.RunReport, g *Going, changes map[core.DataType][]store.Change) []line {
	var all []line
	switch {
	case g == nil && r.Ended.IsZero():
		for _, t := range core.DataTypes() {
			if list := changes[t]; len(list) > 0 {
				all = append(all, line{of: store.TypeReport{Type: t, Outcome: string(finished), Changes: counted(list)}})
			}
		}
		return all
	case g == nil:
		for _, t := range r.Types {
			all = append(all, line{of: t})
		}
		return all
	}
	for _, p := range g.Snapshot.Types {
		of := store.TypeReport{Type: p.Type}
		if p.State == importer.Ended {
			of = p.Result.Report()
		}
		all = append(all, line{of: of, progress: &p})
	}
	return all
}

// matches tells whether a record's title or id has all the words, which are in lower case.
func matches(c store.Change, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(c.Title) + " " + c.ID
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// counted counts changes; what is marked is none of the three.
func counted(list []store.Change) (c store.Changes) {
	for _, one := range list {
		switch one.Op {
		case store.Added:
			c.Added++
		case store.Changed:
			c.Changed++
		case store.Removed:
			c.Removed++
		}
	}
	return c
}

func amount(changes map[core.DataType][]store.Change) (n int) {
	for _, list := range changes {
		n += len(list)
	}
	return n
}
