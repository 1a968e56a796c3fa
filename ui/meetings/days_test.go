package meetings_test

import (
	"testing"

	"tamtam/core/timeline"
)

// TestRelativeDaysAreShownAndReadInWords: what is kept is what core/timeline knows.
func TestRelativeDaysAreShownAndReadInWords(t *testing.T) {
	for _, c := range []struct{ kept, shown, entered, then string }{
		{timeline.Yesterday, "Yesterday", "today", timeline.Today},
		{timeline.Today, "Today", " Tomorrow ", timeline.Tomorrow},
		{timeline.LastDays + " 7", "Last 7 days", "last 14 days", timeline.LastDays + " 14"},
		{timeline.NextDays + " 90", "Next 90 days", "Next 1 day", timeline.NextDays + " 1"},
		{"2026-04-30", "2026-04-30", "LAST_N_DAYS 3", timeline.LastDays + " 3"},
	} {
		w := full()
		w.form.Settings.Filter = timeline.Filter{Conditions: []timeline.Condition{
			{Object: timeline.CompanyObject, Field: "Renewal Date", Operator: timeline.GTE, Values: []string{c.kept}},
		}}
		s := open(t, w, settings)
		s.MustShow(c.shown)
		s.Enter("Day", c.entered)
		s.Tap("Save")
		want := w.form.Settings
		want.Filter.Conditions[0].Values = []string{c.then}
		w.did(t, "save true Meeting "+want.Filter.String(), "start Save")
	}
}
