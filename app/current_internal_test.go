package app

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// setClock is the machine's clock, set ahead.
type setClock struct {
	core.SystemClock
	mu    sync.Mutex
	ahead time.Duration
}

func (c *setClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.SystemClock.Now().Add(c.ahead)
}

func (c *setClock) set(ahead time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += ahead
}

// hourly is a dataset of made-up data that is kept current, and quickly read.
func hourly(t *testing.T, p *program, name string, through core.ConnectionID) store.Dataset {
	t.Helper()
	d, err := p.store.CreateDataset(store.Dataset{
		Name: name, Connection: through, Types: []core.DataType{core.Users, core.Trackers}, Period: core.Last(30),
		Sync: core.Sync{Every: core.Hourly, Types: []core.DataType{core.Users}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// scheduled is a program whose clock can be set.
func scheduled(t *testing.T, o vault.Options) (*program, *setClock) {
	t.Helper()
	clock := new(setClock)
	now := clock.Now()
	clock.set(now.Truncate(time.Hour).Add(30 * time.Minute).Sub(now)) // far from any slot
	p, err := open(placesFor(t.TempDir()), programOptions{clock: clock, vault: o})
	if err != nil {
		t.Fatal(err)
	}
	return p, clock
}

// reports are a dataset's.
func reports(t *testing.T, p *program, id core.DatasetID) []store.RunReport {
	t.Helper()
	all, err := p.store.Reports(id, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheScheduleRunsADataset(t *testing.T) {
	p, clock := scheduled(t, vault.Options{Memory: new(vault.Memory)})
	defer p.close()
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	var heard []ended
	p.runs.onEnd(func(e ended) { heard = append(heard, e) })
	d := hourly(t, p, "Renewals", core.SampleConnection)
	if at, ok := p.nextDue(d.ID); !ok || at.Before(p.clock.Now()) {
		t.Errorf("next is %v, %v", at, ok)
	}
	p.schedule.Once(t.Context())
	clock.set(3 * time.Hour)
	p.schedule.Once(t.Context())
	p.runs.wg.Wait()
	all := reports(t, p, d.ID)
	if len(all) != 1 || len(heard) != 1 {
		t.Fatalf("%d reports, %d ends", len(all), len(heard))
	}
	r := all[0]
	if r.Trigger != store.CatchUp || r.Missed != 2 || r.Slot.After(r.Begun) || len(r.Types) != 1 || r.Types[0].Type != core.Users || r.Types[0].Outcome != "done" {
		t.Errorf("%+v", r)
	}
	if e := heard[0]; e.Report.ID != r.ID || e.Name != "Renewals" || e.End.Fate != schedule.Handled {
		t.Errorf("%+v", e)
	}
	if first, ok := p.nextOfAll(); !ok || first.Dataset != d.ID || first.At.Before(p.clock.Now()) {
		t.Errorf("next of all %+v, %v", first, ok)
	}
	e, err := library{p}.One(t.Context(), d.ID)
	if err != nil || len(e.Last) != 1 || e.Last[0].Outcome != importer.Done || e.Err != nil {
		t.Errorf("%+v, %v, %v", e.Last, e.Err, err)
	}
}

func TestRefreshAllRunsWhatHasAConnection(t *testing.T) {
	p, _ := scheduled(t, vault.Options{Memory: new(vault.Memory)})
	defer p.close()
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	with := []core.DatasetID{hourly(t, p, "A", core.SampleConnection).ID, hourly(t, p, "B", core.SampleConnection).ID}
	without := hourly(t, p, "C", "gone").ID
	if n, err := p.refreshAll(); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	p.runs.wg.Wait()
	for _, id := range with {
		if all := reports(t, p, id); len(all) != 1 || all[0].Trigger != store.ByPerson || len(all[0].Types) != 2 {
			t.Errorf("%+v", all)
		}
	}
	if all := reports(t, p, without); len(all) != 0 {
		t.Errorf("without a connection: %+v", all)
	}
}

// A scheduled run of a dataset that nobody could import used to fail at each slot.
func TestTheScheduleWaitsForAConnectionAndAPersonIsTold(t *testing.T) {
	p, clock := scheduled(t, vault.Options{Memory: new(vault.Memory)})
	defer p.close()
	d := hourly(t, p, "Renewals", "")
	clock.set(2 * time.Hour)
	p.schedule.Once(t.Context())
	p.schedule.Once(t.Context())
	if all, why := reports(t, p, d.ID), p.schedule.Waits(d.ID); len(all) != 0 || !core.Is(why, core.Unauthorized) {
		t.Errorf("%+v, waits for %v", all, why)
	}
	p.runs.Start(d.ID, importer.Options{Mode: importer.Recent})
	p.runs.wg.Wait()
	all := reports(t, p, d.ID)
	if len(all) != 1 || all[0].Trigger != store.ByPerson || all[0].Kind != store.RunImport || all[0].Ended.IsZero() || len(all[0].Types) != 0 {
		t.Fatalf("%+v", all)
	}
	if e, err := (library{p}).One(t.Context(), d.ID); err != nil || !core.Is(e.Err, core.Unauthorized) {
		t.Errorf("%v, %v", e.Err, err)
	}
}

// counted is a keychain that counts how often it is asked, for then it may ask the person.
type counted struct {
	ring
	asked int
}

func (c *counted) Get(service, account string) (string, error) {
	c.asked++
	return c.ring.Get(service, account)
}

func TestTheScheduleLeavesALockedKeychainInPeace(t *testing.T) {
	chain := &counted{ring: ring{items: map[string]string{}}}
	home := t.TempDir()
	clock := new(setClock)
	start := func() *program {
		p, err := open(placesFor(home), programOptions{clock: clock, vault: vault.Options{Keychain: vault.NewKeychain(chain)}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := start()
	key := auth.APIKey{AccessKey: "canary-access", Secret: core.NewSecret("canary-secret")}
	if _, err := p.connections.Save(t.Context(), auth.Target{}, key, auth.Report{BaseURL: gong.DefaultBase}); err != nil {
		t.Fatal(err)
	}
	a, b := hourly(t, p, "A", ""), hourly(t, p, "B", "")
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	p = start()
	defer p.close()
	chain.asked, chain.err = 0, vault.ErrLocked
	clock.set(2 * time.Hour)
	p.schedule.Once(t.Context())
	p.schedule.Once(t.Context())
	if chain.asked != 1 {
		t.Errorf("asked %d times", chain.asked)
	}
	for _, d := range []store.Dataset{a, b} {
		if all, why := reports(t, p, d.ID), p.schedule.Waits(d.ID); len(all) != 0 || !core.Is(why, core.Locked) {
			t.Errorf("%+v, waits for %v", all, why)
		}
	}
	chain.err = nil
	runner := &attendant{program: p}
	runner.shut, runner.at = vault.ErrLocked, p.clock.Now()
	if err := runner.Ready(t.Context(), a); err == nil {
		t.Error("asks again at once")
	}
	if _, _, err := p.connections.Open(t.Context(), only(t, p)); err != nil { // a person does something that needs it
		t.Fatal(err)
	}
	if err := runner.Ready(t.Context(), a); err != nil {
		t.Errorf("does not see that it is open: %v", err)
	}
}

// only is the only connection.
func only(t *testing.T, p *program) core.ConnectionID {
	t.Helper()
	all, err := p.connections.List()
	if err != nil || len(all) != 1 {
		t.Fatalf("%d, %v", len(all), err)
	}
	return all[0].ID
}

func TestAScheduledRunEndsWithTheProgramAndStaysDue(t *testing.T) {
	home, clock := t.TempDir(), new(setClock)
	start := func() *program {
		p, err := open(placesFor(home), programOptions{clock: clock, vault: vault.Options{Memory: new(vault.Memory)}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := start()
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	d := hourly(t, p, "Renewals", core.SampleConnection)
	d.Types, d.Period, d.Sync.Types = core.DataTypes(), core.All(), nil // it takes a while
	if err := p.store.UpdateDataset(d); err != nil {
		t.Fatal(err)
	}
	clock.set(2 * time.Hour)
	p.keepCurrent()
	for going := false; !going; _, going = p.runs.Run(d.ID) { // one that never begins is ended by the time that go test gives
		runtime.Gosched()
	}
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	p = start()
	defer p.close()
	table, err := p.store.Timetable(d.ID)
	if err != nil || table.Turn == nil || table.Turn.Cut != 0 || !table.Handled.Before(table.Turn.Slot) {
		t.Fatalf("%+v, %v", table, err)
	}
	if at, ok := p.nextDue(d.ID); !ok || at.After(p.clock.Now()) {
		t.Errorf("next is %v, %v", at, ok)
	}
}

func TestCancellingAScheduledRunIsAPersonsWish(t *testing.T) {
	p, clock := scheduled(t, vault.Options{Memory: new(vault.Memory)})
	defer p.close()
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	d := hourly(t, p, "Renewals", core.SampleConnection)
	clock.set(2 * time.Hour)
	slot := schedule.Slot{At: p.clock.Now(), Trigger: store.BySchedule}
	end := make(chan schedule.End)
	run := func() {
		go func() {
			end <- (&attendant{program: p}).Run(t.Context(), schedule.Job{Dataset: d.ID, Slot: slot, Types: d.Types})
		}()
		for going := false; !going; _, going = p.runs.Run(d.ID) {
			runtime.Gosched()
		}
	}
	run()
	p.runs.Cancel(d.ID)
	if got := <-end; got.Fate != schedule.Handled {
		t.Errorf("cancelled: %+v", got)
	}
	run()
	if err := p.runs.stop(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	got := <-end
	whole := !slices.ContainsFunc(reports(t, p, d.ID)[0].Types, func(one store.TypeReport) bool { return one.Failure != nil })
	if got.Fate != schedule.Stopped && !whole {
		t.Errorf("stopped for a change: %+v", got)
	}
}
