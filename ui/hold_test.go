package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// holder is a page that asks before it is left, while it holds something.
type holder struct {
	page
	holds bool
	asked []func()
}

func (h *holder) Hold(leave func()) bool {
	if h.holds {
		h.asked = append(h.asked, leave)
	}
	return h.holds
}

// TestAPageIsAskedBeforeItIsLeft: whichever way leads away, it is gone once the page says so, and not before.
func TestAPageIsAskedBeforeItIsLeft(t *testing.T) {
	quit := 0
	for _, way := range []struct {
		name string
		away func(w *uitest.Window, s *ui.Shell)
		left func(s *ui.Shell) bool
	}{
		{"another route", func(_ *uitest.Window, s *ui.Shell) { s.Go("other") }, func(s *ui.Shell) bool { return s.Route() == "other" }},
		{"in its place", func(_ *uitest.Window, s *ui.Shell) { s.Replace("other") }, func(s *ui.Shell) bool { return s.Route() == "other" }},
		{"back", func(_ *uitest.Window, s *ui.Shell) { s.Back() }, func(s *ui.Shell) bool { return s.Route() == "before" }},
		{"quit", func(w *uitest.Window, _ *ui.Shell) { w.Shortcut(fyne.KeyQ, fyne.KeyModifierControl) }, func(*ui.Shell) bool { return quit == 1 }},
	} {
		t.Run(way.name, func(t *testing.T) {
			w := uitest.New(t, uitest.Light)
			quit = 0
			var log []string
			form := &holder{page: page{title: "Form", content: kit.NewText("Form"), log: &log}, holds: true}
			plain := func(string) ui.Page { return &page{title: "Plain", content: kit.NewText("Plain"), log: &log} }
			s := ui.New(w.Window, ui.Options{Runner: w.Runner, Root: t.Context(), Quit: func() { quit++ }, Sections: []ui.Section{
				{Route: "before", Title: "Before", Open: plain},
				{Route: "form", Title: "Form", Open: func(string) ui.Page { return form }},
				{Route: "other", Title: "Other", Open: plain},
			}})
			t.Cleanup(s.Close)
			s.Go("before")
			s.Go("form")
			log = nil
			way.away(w, s)
			if way.left(s) || len(form.asked) != 1 || len(log) != 0 {
				t.Fatalf("it was left, or asked %d times; %q", len(form.asked), log)
			}
			form.asked[0]()
			if !way.left(s) {
				t.Error("it was not left although it may be")
			}
			if way.name != "quit" && !slices.Equal(log, []string{"leave Form", "enter Plain"}) {
				t.Errorf("%q", log)
			}
		})
	}
}
