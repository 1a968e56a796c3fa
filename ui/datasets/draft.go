package datasets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// defaultLimit is the limit of a new dataset.
const defaultLimit = 100

// draft is a dataset while it is being made or changed.
type draft struct {
	// dataset holds everything but Types.
	dataset store.Dataset
	// before is the dataset as it was; its zero value for a new one.
	before Entry
	// opened is what the form showed at first.
	opened store.Dataset
	// ticked are the types whose cards are ticked, in any order. Those that were added stay ticked.
	ticked map[core.DataType]bool
	// begun stands in the names of files to be, until an estimate brings them.
	begun time.Time
	// staged are the files to be, in the order of core.DataTypes.
	staged []staged
	// offered are the paths that a copy is to attach, as its original does; like are the original's sources.
	offered []string
	like    []store.Source
	// attaching is what is to become of files and folders of this computer.
	attaching attaching
}

// staged is a file to be.
type staged struct {
	Type core.DataType
	// file is the one that exists already; known tells whether there is one.
	file  store.File
	known bool
	// estimate is what is expected; waiting tells that it is still being asked for. There is neither when the file exists and
	// nothing was changed that concerns it.
	estimate  importer.TypeEstimate
	estimated bool
	waiting   bool
}

func newDraft(d store.Dataset, now time.Time) *draft {
	return &draft{dataset: d, opened: d, begun: now, ticked: map[core.DataType]bool{}}
}

// draftOf is the draft that changes an existing dataset.
func draftOf(e Entry, now time.Time) *draft {
	e.Dataset = throughWhat(e)
	d := newDraft(e.Dataset, now)
	d.before = e
	for _, t := range e.Dataset.Types {
		file, known := fileOf(e, t)
		d.ticked[t] = true
		d.staged = append(d.staged, staged{Type: t, file: file, known: known})
	}
	return d
}

// copyOf is the draft of a new dataset with the choices of an existing one.
func copyOf(e Entry, now time.Time) *draft {
	about := throughWhat(e)
	about.ID, about.Name, about.From = "", about.Name+" copy", core.Day{}
	about.Mirror = "" // two datasets would take turns at the same files
	d := newDraft(about, now)
	for _, t := range e.Dataset.Types {
		d.ticked[t] = true
		d.staged = append(d.staged, staged{Type: t})
	}
	d.opened = d.result()
	for _, s := range e.Sources {
		d.offered = append(d.offered, s.Path)
	}
	d.attaching.add, d.like = slices.Clone(d.offered), e.Sources
	return d
}

// throughWhat is the dataset with the connection that it is imported through, which may be another than the one it was made with.
func throughWhat(e Entry) store.Dataset {
	if e.Connection.ID != "" {
		e.Dataset.Connection = e.Connection.ID
	}
	return e.Dataset
}

func (d *draft) isNew() bool { return d.dataset.ID == "" }

// result is the dataset as the person wants it: types without permission are left out, unless they are part of it already.
func (d *draft) result() store.Dataset {
	result := d.dataset
	result.Name = strings.TrimSpace(result.Name)
	result.Description = strings.TrimSpace(result.Description)
	result.Types = nil
	for _, s := range d.staged {
		if !s.denied() || slices.Contains(d.before.Dataset.Types, s.Type) {
			result.Types = append(result.Types, s.Type)
		}
	}
	if result.Sync.Types != nil {
		result.Sync.Types = result.Sync.Covers(result.Types)
	}
	return result
}

// changed tells whether saving would change anything.
func (d *draft) changed() bool { return d.attaching.touched() || d.differs(d.before.Dataset) }

// touched tells whether leaving the form would lose anything that the person did.
func (d *draft) touched() bool {
	attached := len(d.attaching.remove) > 0 || !slices.Equal(d.attaching.add, d.offered)
	return len(d.toAdd()) > 0 || attached || d.differs(d.opened)
}

func (d *draft) differs(b store.Dataset) bool {
	a := d.result()
	return a.Name != b.Name || a.Description != b.Description || !sameChoice(a, b) || !slices.Equal(a.Types, b.Types) ||
		!sameSync(a.Sync, b.Sync) || a.KeepDeleted != b.KeepDeleted || a.Mirror != b.Mirror
}

func sameSync(a, b core.Sync) bool {
	return a.Every == b.Every && a.At == b.At && a.On == b.On && (a.Types == nil) == (b.Types == nil) && slices.Equal(a.Types, b.Types)
}

// sameChoice tells whether account, period, limit and private calls are what they were, so that existing files stay as large as they are.
func (d *draft) sameChoice() bool { return sameChoice(d.dataset, d.before.Dataset) }

func sameChoice(a, b store.Dataset) bool {
	return a.Connection == b.Connection && a.Period == b.Period && a.Limit == b.Limit && a.IncludePrivate == b.IncludePrivate
}

func (d *draft) isStaged(t core.DataType) bool { return d.find(t) != nil }

// find is the staged file of a type, nil when there is none.
func (d *draft) find(t core.DataType) *staged {
	for i := range d.staged {
		if d.staged[i].Type == t {
			return &d.staged[i]
		}
	}
	return nil
}

// toAdd are the ticked types that are not staged yet.
func (d *draft) toAdd() []core.DataType {
	var types []core.DataType
	for _, t := range core.DataTypes() {
		if d.ticked[t] && !d.isStaged(t) {
			types = append(types, t)
		}
	}
	return types
}

// add stages the ticked types.
func (d *draft) add() {
	for _, t := range d.toAdd() {
		file, known := fileOf(d.before, t)
		d.staged = append(d.staged, staged{Type: t, file: file, known: known})
	}
	order := core.DataTypes()
	slices.SortFunc(d.staged, func(a, b staged) int { return slices.Index(order, a.Type) - slices.Index(order, b.Type) })
}

// remove takes a type out of the staged files and its tick away.
func (d *draft) remove(t core.DataType) {
	d.staged = slices.DeleteFunc(d.staged, func(s staged) bool { return s.Type == t })
	d.ticked[t] = false
}

// ask marks the staged files whose size is not known under the present choice as waiting, and tells whether there are any.
func (d *draft) ask() bool {
	any := false
	for i := range d.staged {
		s := &d.staged[i]
		if !s.estimated && !d.measured(s) {
			s.waiting, any = true, true
		}
	}
	return any
}

// measured tells that a file exists and that nothing was changed that concerns its size.
func (d *draft) measured(s *staged) bool { return s.known && d.sameChoice() }

// forget drops all estimates: the choice they were made for is another now.
func (d *draft) forget() {
	for i := range d.staged {
		s := &d.staged[i]
		s.estimate, s.estimated, s.waiting = importer.TypeEstimate{}, false, false
	}
}

// answer notes an estimate, if its file is still staged and has no size of its own.
func (d *draft) answer(e importer.TypeEstimate) {
	if s := d.find(e.Type); s != nil && !d.measured(s) {
		s.estimate, s.estimated, s.waiting = e, true, false
	}
}

// giveUp notes that no more estimates come, and why.
func (d *draft) giveUp(err error) {
	for i := range d.staged {
		if s := &d.staged[i]; s.waiting {
			s.estimate, s.estimated, s.waiting = importer.TypeEstimate{Type: s.Type, Err: err}, true, false
		}
	}
}

func (s *staged) denied() bool { return s.estimated && core.Is(s.estimate.Err, core.Denied) }

// size is what is known or expected; ok is false while neither is.
func (s *staged) size() (records int, bytes int64, exact, ok bool) {
	switch {
	case s.estimated && s.estimate.Err == nil:
		return s.estimate.Records, s.estimate.Bytes, s.estimate.Exact, true
	case s.known && !s.waiting && !s.estimated:
		return s.file.Records, s.file.Bytes, true, true
	}
	return 0, 0, false, false
}

// sum adds up the staged files: how many count, how many records and bytes, whether that is exact, and how many are still unknown.
func (d *draft) sum() (files, records int, bytes int64, exact bool, unknown int) {
	exact = true
	for i := range d.staged {
		s := &d.staged[i]
		if s.denied() {
			continue
		}
		files++
		r, b, e, ok := s.size()
		if !ok {
			unknown++
		}
		records += r
		bytes += b
		exact = exact && e && ok
	}
	return files, records, bytes, exact, unknown
}

// readLimit reads a limit as entered; "" is an error, too.
func readLimit(text string) (int, error) {
	n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("enter a whole number from 1 up, or choose no limit")
	}
	return n, nil
}

// readDates reads the two days of a period as entered.
func readDates(from, to string) (core.Period, error) {
	var days [2]core.Day
	for i, text := range []string{from, to} {
		day, err := core.ParseDay(strings.TrimSpace(text))
		if err != nil {
			return core.Period{}, fmt.Errorf("enter both dates as year-month-day, such as 2026-01-31")
		}
		days[i] = day
	}
	if days[1].Before(days[0]) {
		return core.Period{}, fmt.Errorf("the last day is before the first")
	}
	return core.Between(days[0], days[1]), nil
}
