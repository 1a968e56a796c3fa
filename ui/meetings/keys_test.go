package meetings_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui"
)

// focused is what has the focus, in a word.
func (s *screen) focused() string {
	switch o := s.Window.Window.Canvas().Focused().(type) {
	case fyne.Accessible:
		return o.AccessibilityLabel()
	case nil:
		return ""
	}
	return "rows"
}

// TestTabReachesEveryAction, in the order in which they stand.
func TestTabReachesEveryAction(t *testing.T) {
	w := full()
	going(w)
	for name, c := range map[string]struct {
		page func() *screen
		want []string
	}{
		"settings": {func() *screen { return open(t, full(), settings) }, []string{
			"Execution Log", "Dry run", "Save", "Initiate Sync", "Open the run", "Sync Gong Meetings, ticked", "Gong account, Acme Inc", "Activity Type, Meeting", "CRM of the companies, Salesforce",
			"First run reads back, in days", "Internal domains", "By the domain of e-mail addresses, too, not ticked", "Add Filters",
			"Object, Company", "Field, ARR", "Operator, is at least", "Value", "Remove the filter",
			"Object, Company", "Field, Renewal Date", "Operator, is between", "From", "Relative days", "To", "Relative days", "Remove the filter",
			"Object, User", "Field, License Type", "Operator, includes", "Full, Viewer+ Analytics", "Remove the filter", "Expression",
		}},
		"log": {func() *screen { return open(t, w, execution) }, []string{
			"Settings", "Job Date, Any date", "Success, not ticked", "Partial Success, not ticked", "Failed, not ticked", "In Progress, not ticked", "rows", "Stop", "Download the log",
		}},
		"run":     {func() *screen { return open(t, full(), run("r6")) }, []string{"Download .xlsx", "All 8", "Find a meeting", "rows"}},
		"dry run": {func() *screen { s := open(t, changed(previewed)(), settings); s.Tap("Dry run"); return s }, []string{"Back to the settings", "Run again", "All 8", "Find a meeting", "rows"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := c.page()
			s.Window.Window.Canvas().Unfocus()
			var got []string
			for range c.want {
				s.Tab(1)
				got = append(got, s.focused())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestTheLogIsWorkedByKeys: the rows have the focus at once.
func TestTheLogIsWorkedByKeys(t *testing.T) {
	w := full()
	going(w)
	s := open(t, w, execution)
	s.Key(fyne.KeyD)
	s.MustShow("The run has not ended.")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete) // that run has ended
	s.Key(fyne.KeyReturn)
	w.did(t, "open r5")
	s.Key(fyne.KeyUp)
	s.Key(fyne.KeyDelete)
	w.did(t, "stop")
	s.Window.Window.Canvas().Unfocus()
	s.page.(ui.Focuser).Focus()
	if s.focused() != "rows" {
		t.Errorf("%q has the focus", s.focused())
	}
}

func TestCommandsOfTheWindow(t *testing.T) {
	pages := map[string]func(n *world) *screen{
		"log": func(w *world) *screen { return open(t, w, execution) }, "run": func(w *world) *screen { return open(t, w, run("r6")) },
		"settings": func(w *world) *screen { return open(t, w, settings) },
	}
	for _, c := range []struct {
		page    string
		command ui.Command
		focus   string
		did     []string
		not     bool // it is none of the page's
	}{
		{"log", ui.ToFind, "Job Date, Any date", nil, false},
		{"log", ui.ToExport, "rows", []string{"pick from /home/ina/Documents", "write r6"}, false},
		{"log", ui.ToClose, "rows", []string{"to back"}, false},
		{"log", ui.ToCreate, "rows", nil, true},
		{"run", ui.ToFind, "Find a meeting", nil, false},
		{"run", ui.ToExport, "rows", []string{"pick from /home/ina/Documents", "write r6"}, false},
		{"run", ui.ToClose, "rows", []string{"to back"}, false},
		{"settings", ui.ToCreate, "Field, Name", nil, false},
		{"settings", ui.ToClose, "", []string{"to back"}, false},
		{"settings", ui.ToFind, "", nil, true},
	} {
		w := full()
		s := pages[c.page](w)
		if done := s.page.(ui.Commander).Command(c.command); done == c.not {
			t.Errorf("%s, command %d: done %t", c.page, c.command, done)
		}
		w.did(t, c.did...)
		if got := s.focused(); got != c.focus {
			t.Errorf("%s, command %d: %q has the focus", c.page, c.command, got)
		}
	}
}

// TestEscLeavesADryRun, and the form after that.
func TestEscLeavesADryRun(t *testing.T) {
	w := full()
	previewed(w)
	s := open(t, w, settings)
	s.Tap("Dry run")
	esc := func() { s.page.(ui.Commander).Command(ui.ToClose) }
	s.page.(ui.Commander).Command(ui.ToFind)
	if s.focused() != "Find a meeting" {
		t.Errorf("%q has the focus", s.focused())
	}
	esc()
	if s.page.Title() != "Timeline Settings" {
		t.Errorf("Esc leads to %q", s.page.Title())
	}
	w.did(t)
	esc()
	w.did(t, "to back")
}

// TestValuesAreChosenByKeys: what is searched for with the arrows and Space, and Enter takes them.
func TestValuesAreChosenByKeys(t *testing.T) {
	w := full()
	s := open(t, w, settings)
	s.focus("Full, Viewer+ Analytics")
	s.Key(fyne.KeyReturn)
	if s.focused() != "Find" {
		t.Fatalf("%q has the focus", s.focused())
	}
	s.Type("view")
	s.MustNotShow("Full")
	s.focus("rows")
	s.Key(fyne.KeySpace) // takes Viewer+ Analytics back
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeySpace)
	s.Key(fyne.KeyReturn)
	s.MustShow("Full, Viewer")
	s.Tap("Save")
	if got := w.form.Settings.Filter.Conditions[2].Values; !slices.Equal(got, []string{string(timeline.Full), string(timeline.Viewer)}) {
		t.Errorf("chose %q", got)
	}
	s.focus("Full, Viewer")
	s.Key(fyne.KeyReturn)
	s.focus("rows")
	s.Key(fyne.KeySpace)
	s.Key(fyne.KeyEscape)
	s.MustShow("Full, Viewer")
}
