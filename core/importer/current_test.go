package importer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// What a sync re-reads, by the promise: so much before the sync before, and once a week more. A sync at the same time of every seventh day is
// such a one, too, whatever delays it.
const (
	reRead    = 7 * 24 * time.Hour
	deepRead  = 30 * 24 * time.Hour
	deepEvery = 7*24*time.Hour - 12*time.Hour
)

// account is a kind of dataset and of company for random histories.
type account struct {
	name    string
	dataset store.Dataset
	company gongsim.Options
	// anywhen lets calls of any age change, which only a reading of everything is sure to see.
	anywhen bool
}

var accounts = []account{
	{name: "the last 90 days", dataset: store.Dataset{Period: core.Last(90)}, company: gongsim.Options{CRM: gongsim.GenericCRM, Workspaces: 1}},
	{name: "all, private ones too", dataset: store.Dataset{Period: core.All(), IncludePrivate: true}},
	{name: "between days, ending soon", dataset: store.Dataset{Period: core.Between(core.DayOf(present).Add(-70), core.DayOf(present).Add(9))}},
	{name: "the last 20 days", dataset: store.Dataset{Period: core.Last(20)}, company: gongsim.Options{Workspaces: 1}},
	{name: "keeping what Gong deletes", dataset: store.Dataset{Period: core.Last(90), KeepDeleted: true}, company: gongsim.Options{CRM: gongsim.NoCRM}},
	{name: "changes of any age", dataset: store.Dataset{Period: core.Last(90)}, anywhen: true},
	{name: "the newest 25", dataset: store.Dataset{Period: core.All(), Limit: 25}, anywhen: true},
	{name: "changes of any age, private ones too", dataset: store.Dataset{Period: core.All(), IncludePrivate: true}, company: gongsim.Options{CRM: gongsim.NoCRM}, anywhen: true},
}

// TestASyncedDatasetEqualsAFreshImport lets random histories pass over accounts: calls come, late or at once, are reworded, deleted,
// restored, made private and open, their transcripts come late, and syncs of any types read what is recent at any distance. After each, a
// type all of whose changes lie within what was re-read is what a fresh import makes of it.
func TestASyncedDatasetEqualsAFreshImport(t *testing.T) {
	histories, steps := len(accounts), 4
	if soak {
		histories, steps = 200, 25
	}
	for seed := range histories {
		a := accounts[seed%len(accounts)]
		t.Run(fmt.Sprintf("%d, %s", seed, a.name), func(t *testing.T) {
			t.Parallel()
			h := newHistory(t, a, uint64(seed))
			h.compared, h.left = 0, 0 // a first import proves nothing of a sync
			for n := 0; n < steps || h.compared < steps*2 && n < steps*3; n++ {
				h.step()
				if t.Failed() {
					t.Fatalf("the history:\n%s", strings.Join(h.told, "\n"))
				}
			}
			t.Logf("%d files compared, %d left since changes lay further back", h.compared, h.left)
			if h.compared < steps*2 {
				t.Errorf("only %d files were compared", h.compared)
			}
		})
	}
}

// history is a random one, and what must be known of it to say which files must be current.
type history struct {
	*world
	dice    *rand.Rand
	account account
	d       store.Dataset
	// latest is when the last sync was, ran and deep by type, deep being one that reached further back.
	latest    time.Time
	ran, deep map[core.DataType]time.Time
	// pending are the starts of changed calls that a type has not re-read since.
	pending map[core.DataType][]time.Time
	// back is the start of the earliest call that changes now.
	back time.Time
	// held are calls whose transcripts are kept back, gone those that were deleted.
	held, gone []string
	// seen are the calls that stood in the file after the sync before, of a dataset that keeps them; hidden those that were ever made private.
	seen, hidden   map[string]bool
	told           []string
	compared, left int
}

func newHistory(t *testing.T, a account, seed uint64) *history {
	o := a.company
	o.Seed, o.Calls, o.Users, o.Span, o.WordsPerMinute = seed, 40, 8, 80*24*time.Hour, 3
	h := &history{
		world: newWorld(t, o), dice: rand.New(rand.NewPCG(seed, 4)), account: a, latest: present,
		ran: map[core.DataType]time.Time{}, deep: map[core.DataType]time.Time{}, pending: map[core.DataType][]time.Time{},
		hidden: map[string]bool{},
	}
	for _, c := range h.sim.Calls(time.Time{}, time.Time{}) {
		if !h.sim.HasTranscript(c) {
			h.sim.HoldTranscript(c.ID, time.Time{}) // what comes late does so in the history's own time
			h.held = append(h.held, c.ID)
		}
	}
	a.dataset.Types = core.DataTypes()
	h.d = h.dataset(a.dataset)
	h.syncs(importer.Recent, core.DataTypes())
	return h
}

func (h *history) tell(format string, args ...any) {
	h.told = append(h.told, h.clock.Now().Format("01-02 15:04 ")+fmt.Sprintf(format, args...))
}

// step lets some time pass with changes in it, and syncs.
func (h *history) step() {
	h.back = h.reach()
	distance := time.Duration(1+h.dice.IntN(12)) * time.Hour
	switch x := h.dice.IntN(20); {
	case x < 8:
		distance *= 7
	case x < 11:
		distance *= 20
	case x == 11:
		distance *= 60
	}
	changes := h.dice.IntN(6)
	for range changes {
		h.pass(distance / time.Duration(changes+1))
		h.change()
	}
	h.pass(distance / time.Duration(changes+1))
	types := core.DataTypes()
	if h.dice.IntN(2) == 0 {
		h.dice.Shuffle(len(types), func(i, k int) { types[i], types[k] = types[k], types[i] })
		types = core.SortDataTypes(types[:1+h.dice.IntN(len(types))])
	}
	mode := importer.Recent
	if h.account.anywhen && h.dice.IntN(3) == 0 || h.dice.IntN(12) == 0 {
		mode = importer.Everything
	}
	h.syncs(mode, types)
}

// syncs syncs and compares what must be current.
func (h *history) syncs(mode importer.Mode, types []core.DataType) {
	h.t.Helper()
	h.tell("sync %q of %v", mode, types)
	h.runAs(h.d, importer.Options{Mode: mode, Types: types})
	var current []core.DataType
	from := h.reads(mode, types)
	for _, t := range types { // calls come first
		h.pending[t] = slices.DeleteFunc(h.pending[t], func(start time.Time) bool {
			named := t != core.AnsweredScorecards || !slices.Contains(h.pending[core.Calls], start) // reviews show the calls' titles
			return named && !start.Before(from[t])
		})
		if h.ran[t], h.latest = h.clock.Now(), h.clock.Now(); len(h.pending[t]) == 0 {
			current = append(current, t)
		}
	}
	current = slices.DeleteFunc(current, func(t core.DataType) bool {
		// What these say of calls is what the dataset knew of them before, unless calls are synced with them.
		follows := t == core.AnsweredScorecards || t == core.Libraries
		return follows && (!slices.Contains(types, core.Calls) || len(h.pending[core.Calls]) > 0)
	})
	h.compared, h.left = h.compared+len(current), h.left+len(types)-len(current)
	switch {
	case h.d.KeepDeleted:
		h.likeFreshButKept(current)
	case len(current) > 0:
		h.likeFresh(h.d, current...)
	}
}

// reads is from when on a sync reads what belongs to calls, by the promise, and notes for which types it was a deep one. Types made from
// calls are read together.
func (h *history) reads(mode importer.Mode, types []core.DataType) map[core.DataType]time.Time {
	from := map[core.DataType]time.Time{}
	for _, t := range types {
		switch ran, deep := h.ran[t], h.deep[t]; {
		case ran.IsZero() || mode == importer.Everything || h.d.Limit > 0:
		case h.clock.Now().Sub(deep) >= deepEvery:
			from[t] = deep.Add(-deepRead)
		default:
			from[t] = ran.Add(-reRead)
		}
	}
	for _, t := range types {
		for _, other := range types {
			together := other.FromCalls() && (t.FromCalls() || t == core.AnsweredScorecards && slices.Contains(types, core.Calls))
			if together && from[other].Before(from[t]) {
				from[t] = from[other]
			}
		}
		if from[t].IsZero() || !from[t].After(h.deep[t].Add(-deepRead)) {
			h.deep[t] = h.clock.Now()
		}
	}
	return from
}

// changed notes that calls have changed.
func (h *history) changed(calls ...gongsim.Call) {
	for _, t := range core.DataTypes() {
		for _, c := range calls {
			h.pending[t] = append(h.pending[t], c.Started)
		}
	}
}

// reach is how far back calls change until the next sync: mostly as far as it re-reads of any type.
func (h *history) reach() time.Time {
	const margin = time.Hour
	switch x := h.dice.IntN(5); {
	case h.account.anywhen && x < 2:
		return time.Time{}
	case x == 4:
		return h.latest.Add(margin - deepRead)
	}
	return h.latest.Add(margin - reRead)
}

// change makes one change in the account.
func (h *history) change() {
	calls := h.sim.Calls(h.back, time.Time{})
	if len(calls) == 0 || h.dice.IntN(3) == 0 {
		h.add()
		return
	}
	c := calls[h.dice.IntN(len(calls))]
	switch h.dice.IntN(6) {
	case 0:
		h.tell("reword %s of %s", c.ID, c.Started)
		h.sim.Reword(c.ID)
	case 1:
		h.edit(c)
		return
	case 2:
		h.tell("delete %s of %s", c.ID, c.Started)
		h.gone = append(h.gone, c.ID)
		h.sim.Delete(c.ID)
	case 3:
		h.tell("make %s of %s private: %v", c.ID, c.Started, !c.Private)
		h.sim.SetPrivate(c.ID, !c.Private)
		h.hidden[c.ID] = true
	case 4:
		h.arrive()
		return
	case 5:
		h.restore()
		return
	}
	h.changed(c)
}

// add lets a call take place, or be uploaded later. Some have to wait for their transcript.
func (h *history) add() {
	back := h.back
	if earliest := h.clock.Now().Add(-100 * 24 * time.Hour); back.Before(earliest) {
		back = earliest
	}
	latest := h.clock.Now().Add(-2 * time.Hour) // it has ended by now
	start := latest
	if h.dice.IntN(2) == 0 && back.Before(latest) {
		start = back.Add(time.Duration(h.dice.Int64N(int64(latest.Sub(back)))))
	}
	id := h.sim.AddAt(start)[0]
	c, _ := h.sim.Call(id)
	h.sim.HoldTranscript(id, start)
	if h.dice.IntN(3) == 0 {
		h.held = append(h.held, id)
		h.sim.HoldTranscript(id, time.Time{})
	}
	h.tell("add %s of %s", id, c.Started)
	h.changed(c)
}

// edit changes a call with its deals, which other calls show as well.
func (h *history) edit(c gongsim.Call) {
	with := h.dealsOf(c)
	if !h.account.anywhen && slices.ContainsFunc(with, func(c gongsim.Call) bool { return c.Started.Before(h.back) }) {
		return
	}
	h.tell("edit %s of %s and the deals of %d calls", c.ID, c.Started, len(with))
	h.sim.Edit(c.ID)
	h.changed(append(with, c)...)
}

// dealsOf lists the calls with a deal of the call's.
func (w *world) dealsOf(c gongsim.Call) []gongsim.Call {
	deals := map[string]bool{}
	for _, l := range c.Links {
		for _, o := range l.Objects {
			deals[o.ID] = o.Type == "Opportunity"
		}
	}
	return slices.DeleteFunc(w.sim.Calls(time.Time{}, time.Time{}), func(other gongsim.Call) bool {
		for _, l := range other.Links {
			for _, o := range l.Objects {
				if deals[o.ID] {
					return false
				}
			}
		}
		return true
	})
}

// arrive lets a transcript arrive.
func (h *history) arrive() {
	for n, id := range h.held {
		c, ok := h.sim.Call(id)
		if !ok || c.Started.Before(h.back) {
			continue
		}
		h.tell("the transcript of %s of %s", id, c.Started)
		h.sim.HoldTranscript(id, h.clock.Now())
		h.held = slices.Delete(h.held, n, n+1)
		h.changed(c)
		return
	}
}

// restore brings a deleted call back.
func (h *history) restore() {
	for n, id := range h.gone {
		h.sim.Restore(id)
		c, _ := h.sim.Call(id)
		if c.Started.Before(h.back) {
			h.sim.Delete(id)
			continue
		}
		h.tell("restore %s of %s", id, c.Started)
		h.gone = slices.Delete(h.gone, n, n+1)
		h.changed(c)
		return
	}
}
