package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// keepCurrent has the datasets run by their schedules, and their mirrors kept, until the program ends.
func (a *program) keepCurrent() {
	a.chore("the schedule", a.schedule.Serve)
	a.chore("the watch over attached files", a.attached.Serve)
	a.chore("the slots of the Timeline", a.meetings.serve)
	a.mirrors.begin()
	a.indexing.soon()
	a.chore("count what the saved searches find", func(context.Context) error { return a.searches.begin() })
}

// nextDue is when the schedule runs a dataset next: in the past when that waits (schedule.Schedule.Waits). ok is false without a schedule. It reads
// the database, so not on the UI goroutine.
func (a *program) nextDue(id core.DatasetID) (at time.Time, ok bool) {
	at, ok, err := a.schedule.Next(id)
	if err != nil && !core.Is(err, core.NotFound) {
		a.log.Error("the schedule cannot be read", "err", err)
	}
	return at, ok
}

// nextOfAll is the run of any dataset that the schedule wants first. As nextDue, not on the UI goroutine.
func (a *program) nextOfAll() (first schedule.Upcoming, ok bool) {
	all, err := a.schedule.Upcoming()
	if err != nil {
		a.log.Error("the schedule cannot be read", "err", err)
	}
	if len(all) == 0 {
		return first, false
	}
	return all[0], true
}

// refreshAll refreshes, as a person wants it, all datasets that have a connection and ask anything of Gong, and tells how many runs it began.
// What is attached is looked at in all of them. Not on the UI goroutine.
func (a *program) refreshAll() (begun int, err error) {
	a.attached.Wake()
	all, err := a.store.Datasets()
	if err != nil {
		return 0, err
	}
	accounts, err := a.accounts()
	if err != nil {
		return 0, err
	}
	for _, d := range all {
		if _, err := a.choose(accounts, d); err != nil || len(d.Types) == 0 {
			continue // its screens say so
		}
		if a.runs.begin(d.ID, importer.Options{Mode: importer.Recent}) != nil {
			begun++
		}
	}
	return begun, nil
}

// errGoing is why the schedule waits for a dataset that is being imported.
var errGoing = errors.New("the dataset is being imported")

// shutPause is how long credentials that could not be opened are left in peace, unless somebody opens them: not every keychain can be looked
// at without its asking the person (vault.Quiet), and one that does not answer takes its time.
const shutPause = 10 * time.Minute

// attendant runs datasets for the schedule, in nobody's presence: it never has the keychain wait for a person.
type attendant struct {
	*program

	mu   sync.Mutex
	shut error // why the credentials could not be opened
	at   time.Time
}

var _ schedule.Runner = (*attendant)(nil)

func (a *attendant) Ready(ctx context.Context, d store.Dataset) error {
	if _, going := a.runs.Run(d.ID); going {
		return core.E(core.Busy, "sync the dataset", errGoing)
	}
	c, err := a.connectionOf(d)
	if err != nil || c.ID == core.SampleConnection {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.shut != nil && !a.connections.Opened() && a.clock.Now().Sub(a.at).Abs() < shutPause {
		return a.shut
	}
	_, err = a.clients.of(vault.Quiet(ctx), c.ID)
	if a.shut = nil; waits(err) {
		a.shut, a.at = err, a.clock.Now()
		return err
	}
	return nil // another failure is the run's, and told by it
}

func (a *attendant) Run(_ context.Context, j schedule.Job) schedule.End {
	one := a.runs.begin(j.Dataset, importer.Options{
		Types: j.Types, Mode: importer.Recent, Trigger: j.Slot.Trigger, Slot: j.Slot.At.UTC(), Missed: j.Slot.Missed,
	})
	if one == nil {
		return schedule.End{Fate: schedule.Stopped}
	}
	<-one.done // soon, once the program ends
	return one.ended.End
}
