package directory_test

import (
	"context"
	"testing"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// TestAnImportIsCancelled at any time before it is kept: what was under way is forgotten, and what was there before stays.
func TestAnImportIsCancelled(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		step := &task.Step{}
		s := openWith(t, mode, full(), step, imp)
		step.Release(0) // the datasets
		s.Tap("Choose a file…")
		s.MustShow("Reading companies.csv")
		s.Golden("import-reading")
		s.Tap("Cancel")
		s.MustNotShow("Reading companies.csv", "Cancel")
		step.Release(0)
		s.Settle()
		s.MustShow("Choose a file…") // the answer came too late

		s.Tap("Choose a file…")
		step.Release(0)
		s.Settle()
		s.MustShow("Comparing with the directory.", "Account Name")
		s.Golden("import-comparing")
		s.Tap("Cancel")
		step.Release(0)
		s.Settle()
		s.MustNotShow("Companies: 1 added, 1 changed, 0 unchanged")
		s.MustShow("It was not compared with the directory.")
		s.Golden("import-cancelled")
		s.Tap("Compare again")
		step.Release(0)
		s.Settle()
		s.MustShow("Companies: 1 added, 1 changed, 0 unchanged")
		s.Tap("Import 2")
		s.MustShow("Importing")
		s.command(ui.ToRefresh) // nothing disturbs it
		s.command(ui.ToCreate)
		s.Tap("Cancel")
		s.MustShow("Cancelling")
		step.Release(0)
		s.Settle()
		s.w.did(t, "Import of companies.csv", "to back") // it was too late: what was done is told, and can be undone
		s.MustShow("Companies: 1 added, 1 changed, 0 unchanged.", "Undo")
	})
}

// TestAnImportThatIsCancelledInTime keeps nothing, and can be begun again.
func TestAnImportThatIsCancelledInTime(t *testing.T) {
	w := full()
	w.changeErr = core.E(core.Canceled, "import the table", context.Canceled)
	s := open(t, uitest.Light, w, imp)
	s.Tap("Choose a file…")
	s.Tap("Import 2")
	s.MustShow("Cancelled: nothing was imported.", "Import 2")
	w.changeErr = core.E(core.Full, "import the table", nil)
	s.Tap("Import 2")
	s.MustShow("Nothing was imported.")
	w.changeErr = nil
	s.Tap("Import 2")
	s.w.did(t, "Import of companies.csv", "to back")
}

// TestAnImportIsNotLeftUnasked: it is left once its answer is there, which tells whether all of it was kept, or nothing.
func TestAnImportIsNotLeftUnasked(t *testing.T) {
	canceled := core.E(core.Canceled, "import the table", context.Canceled)
	for name, c := range map[string]struct {
		press string // in the question; "" to wait
		err   error  // the answer
		left  bool   // to where the person wanted to go
		did   []string
		said  string
	}{
		"stopped in time":       {"Stop the import", canceled, true, nil, "Cancelled: nothing was imported."},
		"stopped too late":      {"Stop the import", nil, true, []string{"Import of companies.csv"}, "Undo"},
		"done while asked":      {"", nil, true, []string{"Import of companies.csv"}, "Undo"},
		"stays":                 {"Stay", nil, false, []string{"Import of companies.csv", "to back"}, "Undo"},
		"fails while asked":     {"", core.E(core.Full, "import the table", nil), false, nil, "Nothing was imported."},
		"stopped, but it fails": {"Stop the import", core.E(core.Full, "import the table", nil), false, nil, "Nothing was imported."},
	} {
		t.Run(name, func(t *testing.T) {
			step := &task.Step{}
			w := full()
			s := openWith(t, uitest.Light, w, step, imp)
			left := false
			leave := func() { left = true }
			hold := func() bool { return s.page.(ui.Holder).Hold(leave) }
			step.Release(0) // the datasets
			s.Tap("Choose a file…")
			step.Release(0)
			step.Release(0)
			s.Settle()
			if hold() {
				t.Fatal("it asks although nothing is being imported")
			}
			w.changeErr = c.err
			s.Tap("Import 2")
			for range 2 { // the second time in front of the question
				if !hold() || left {
					t.Fatal("it does not ask")
				}
			}
			s.Settle()
			s.MustShow("Stop the import?")
			if c.press != "" {
				s.Tap(c.press)
			}
			step.Release(0)
			s.Settle()
			s.MustNotShow("Stop the import?")
			s.MustShow(c.said)
			if left != c.left {
				t.Errorf("left: %t", left)
			}
			w.did(t, c.did...)
			if hold() {
				t.Error("it asks although nothing is being imported any more")
			}
		})
	}
}

// TestTheQuestionAboutAnImport looks like others that are about a loss.
func TestTheQuestionAboutAnImport(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		step := &task.Step{}
		s := openWith(t, mode, full(), step, imp)
		step.Release(0)
		s.Tap("Choose a file…")
		step.Release(0)
		step.Release(0)
		s.Settle()
		s.Tap("Import 2")
		s.page.(ui.Holder).Hold(func() {})
		s.Golden("import-leaving")
	})
}
