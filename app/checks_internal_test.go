package app

import (
	"errors"
	"testing"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// checked waits until a dataset's comparison is over.
func (w *world) checked(id core.DatasetID) {
	w.checks.mu.Lock()
	one := w.checks.going[id]
	w.checks.mu.Unlock()
	if one != nil {
		<-one.done // one that never ends is ended by the time that go test gives
	}
}

func TestACheckIsRememberedWithItsDataset(t *testing.T) {
	w := newWorld(t, t.TempDir())
	if err := (sampling{w.program}).Sample(t.Context()); err != nil {
		t.Fatal(err)
	}
	l := library{w.program}
	d, err := l.Create(t.Context(), store.Dataset{
		Name: "Checked", Connection: core.SampleConnection, Types: []core.DataType{core.Calls, core.Users}, Period: core.Last(30), Limit: 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.runs.Start(d.ID, importer.Options{Mode: importer.Recent})
	w.ended(d.ID)
	if last, err := w.checks.Last(t.Context(), d.ID); last != nil || err != nil {
		t.Fatalf("before the first check: %+v, %v", last, err)
	}
	w.checks.Start(d.ID)
	w.checked(d.ID)
	last, err := w.checks.Last(t.Context(), d.ID)
	if err != nil || last == nil || len(last.Types) != 2 || last.At.IsZero() {
		t.Fatalf("%+v, %v", last, err)
	}
	for _, one := range last.Types {
		for _, m := range one.Months {
			if m.Missing() != 0 {
				t.Errorf("%s %s right after an import: %+v", one.Type, m.Month, m)
			}
		}
	}
	// One that fails leaves what the one before found, and says why.
	if err := w.checks.keep(d.ID, importer.Check{}, core.E(core.Offline, "list calls", errors.New("no route"))); err != nil {
		t.Fatal(err)
	}
	if again, err := w.checks.Last(t.Context(), d.ID); !core.Is(err, core.Offline) || again == nil || !again.At.Equal(last.At) {
		t.Errorf("%+v, %v", again, err)
	}
	if err := l.Delete(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if last, err := w.checks.Last(t.Context(), d.ID); last != nil || err != nil {
		t.Errorf("of a dataset that is gone: %+v, %v", last, err)
	}
}

func TestWhyATypeWasNotComparedIsKept(t *testing.T) {
	w := newWorld(t, t.TempDir())
	d, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Types: core.DataTypes()})
	if err != nil {
		t.Fatal(err)
	}
	denied := &core.Error{Kind: core.Denied, Scope: "api:library:read"}
	if err := w.checks.keep(d.ID, importer.Check{Types: []importer.TypeCheck{{Type: core.Users}, {Type: core.Libraries, Err: denied}}}, nil); err != nil {
		t.Fatal(err)
	}
	last, err := w.checks.Last(t.Context(), d.ID)
	if err != nil || last.Types[0].Err != nil || core.ScopeOf(last.Types[1].Err) != "api:library:read" {
		t.Errorf("%+v, %v", last, err)
	}
}

func TestTheForecastKnowsWhatTheDayHasLeft(t *testing.T) {
	w := newWorld(t, t.TempDir())
	d, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Connection: "c1", Types: core.DataTypes(), Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.Add(t.Context(), w.today(), 9_990); err != nil {
		t.Fatal(err)
	}
	f, err := plans{w.program}.Forecast(t.Context(), d.ID, importer.Options{Mode: importer.Recent})
	if err != nil || f.Left != 10 {
		t.Errorf("%+v, %v", f, err)
	}
	d.Connection = core.SampleConnection
	if err := w.store.UpdateDataset(d); err != nil {
		t.Fatal(err)
	}
	if f, err = (plans{w.program}).Forecast(t.Context(), d.ID, importer.Options{}); err != nil || f.Left >= 0 {
		t.Errorf("of the simulated account: %+v, %v", f, err)
	}
}
