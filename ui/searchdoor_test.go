package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// searching opens a shell with a search and a page beside it.
func searching(t *testing.T, w *uitest.Window) (*ui.Shell, *[]string) {
	t.Helper()
	log := new([]string)
	open := func(title string) func(string) ui.Page {
		p := &page{title: title, content: kit.Pad(6, kit.NewText("content of "+title)), log: log}
		return func(string) ui.Page { return p }
	}
	s := ui.New(w.Window, ui.Options{Runner: w.Runner, Root: t.Context(), Search: "find", Sections: []ui.Section{
		{Route: "datasets", Title: "Datasets", Icon: assets.Datasets, Open: open("Datasets")},
		{Route: "find", Title: "Search", Hidden: true, Open: open("Search")},
		{Route: "quotes", Title: "Quotes", Hidden: true, Open: func(string) ui.Page { return crowded{open("Quotes (1,240)")("").(*page)} }},
	}})
	t.Cleanup(s.Close)
	w.Resize(1024, 700)
	s.Go("datasets")
	return s, log
}

func TestTheWayToTheSearch(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := uitest.New(t, mode)
		s, _ := searching(t, w)
		w.Golden("search-door")
		w.Tap("Search everything")
		if s.Route() != "find" {
			t.Errorf("the top bar leads to %q", s.Route())
		}
		w.MustNotShow("Search everything") // the page has the field itself
	})
}

// The page's buttons come first: the way to the search is an icon where there is no room for its words, and is still pressed.
func TestTheWayToTheSearchGivesWayToThePagesButtons(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	s, _ := searching(t, w)
	w.Write(look.Largest)
	w.MustShow("Ctrl+K")
	s.Go("quotes")
	w.Settle()
	w.MustNotShow("Ctrl+K")
	w.MustShow("Quotes (1,240)")
	last := w.Find("Empty the basket")
	if right := fyne.CurrentApp().Driver().AbsolutePositionForObject(last).X + last.Size().Width; right > 1024 {
		t.Errorf("the last button ends at %v", right)
	}
	w.Tap("Search everything")
	if s.Route() != "find" {
		t.Errorf("the icon leads to %q", s.Route())
	}
}

// crowded is a page with many buttons.
type crowded struct{ *page }

func (crowded) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewButton("Copy all", assets.Copy, func() {}), kit.NewButton("Export…", assets.Export, func() {}), kit.NewButton("Empty the basket", assets.Delete, func() {}),
	}
}

func TestCtrlKSearchesFromAnywhere(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	s, log := searching(t, w)
	w.Shortcut(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	w.Shortcut(fyne.KeyK, fyne.KeyModifierShortcutDefault) // where one is already it leads to the field
	w.Shortcut(fyne.KeyC, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	want := []string{"enter Datasets", "leave Datasets", "enter Search", "command Search", "command Search"}
	if s.Route() != "find" || !slices.Equal(*log, want) {
		t.Errorf("at %q after %q, want %q", s.Route(), *log, want)
	}
	w.Key(fyne.KeyF1)
	w.MustShow("Ctrl+K", "Search everything")
}
