package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"tamtam/assets"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// dropWindow keeps what the test driver ignores: who takes what is dropped onto the window.
type dropWindow struct {
	fyne.Window
	drop func(fyne.Position, []fyne.URI)
}

func (w *dropWindow) SetOnDropped(drop func(fyne.Position, []fyne.URI)) { w.drop = drop }

// basket is a page that takes what is dropped.
type basket struct {
	page
	taken [][]string
}

func (b *basket) Drop(paths []string) { b.taken = append(b.taken, paths) }

func TestDrop(t *testing.T) {
	uri := func(s string) fyne.URI {
		u, err := storage.ParseURI(s)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	const nowhere, foreign = "Nothing here takes files", "Only files and folders of this computer"
	notes, plan := storage.NewFileURI("/home/ina/My notes"), storage.NewFileURI("/home/ina/50% plan#2.md")
	for _, c := range []struct {
		name   string
		route  string
		dialog bool
		items  []fyne.URI
		want   []string
		says   string
	}{
		{"onto a page that takes them", "basket", false, []fyne.URI{notes, plan}, []string{"/home/ina/My notes", "/home/ina/50% plan#2.md"}, ""},
		{"with an address", "basket", false, []fyne.URI{uri("https://example.com/a.txt"), notes}, []string{"/home/ina/My notes"}, foreign},
		{"of another computer", "basket", false, []fyne.URI{uri("sftp://server/share/a.txt")}, nil, foreign},
		{"onto another page", "settings", false, []fyne.URI{notes}, nil, nowhere},
		{"under a dialog", "basket", true, []fyne.URI{notes}, nil, ""},
		{"nothing", "settings", false, nil, nil, ""},
		{"before there is a page", "", false, []fyne.URI{notes}, nil, nowhere},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := uitest.New(t, uitest.Light)
			screen, log := &dropWindow{Window: w.Window}, new([]string)
			b := &basket{page: page{title: "Basket", content: kit.NewText("Basket"), log: log}}
			s := ui.New(screen, ui.Options{Runner: w.Runner, Root: t.Context(), Sections: []ui.Section{
				{Route: "basket", Title: "Basket", Icon: assets.Datasets, Open: func(string) ui.Page { return b }},
				{Route: "settings", Title: "Settings", Icon: assets.Settings, Open: func(string) ui.Page {
					return &page{title: "Settings", content: kit.NewText("Settings"), log: log}
				}},
			}})
			t.Cleanup(s.Close)
			w.Resize(1024, 700)
			if c.route != "" {
				s.Go(c.route)
			}
			if c.dialog {
				s.Stage().Open(&kit.Dialog{Title: "Keyboard", Content: kit.NewText("Keys")})
			}
			screen.drop(fyne.Position{}, c.items)
			w.Settle()
			var want [][]string
			if c.want != nil {
				want = [][]string{c.want}
			}
			if !slices.EqualFunc(b.taken, want, slices.Equal) {
				t.Errorf("taken %q, want %q", b.taken, want)
			}
			for _, sentence := range []string{nowhere, foreign} {
				if w.Shows(sentence) != (sentence == c.says) {
					t.Errorf("%q is shown: %v", sentence, w.Shows(sentence))
				}
			}
		})
	}
}

func TestWhatThePageDoesNotTakeIsTakenInItsPlace(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	screen, log := &dropWindow{Window: w.Window}, new([]string)
	b := &basket{page: page{title: "Basket", content: kit.NewText("Basket"), log: log}}
	var taken [][]string
	s := ui.New(screen, ui.Options{
		Runner: w.Runner, Root: t.Context(), Dropped: func(paths []string) { taken = append(taken, paths) }, Sections: []ui.Section{
			{Route: "basket", Title: "Basket", Icon: assets.Datasets, Open: func(string) ui.Page { return b }},
			{Route: "settings", Title: "Settings", Icon: assets.Settings, Open: func(string) ui.Page {
				return &page{title: "Settings", content: kit.NewText("Settings"), log: log}
			}},
		},
	})
	t.Cleanup(s.Close)
	for _, route := range []string{"basket", "settings"} {
		s.Go(route)
		screen.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a")})
	}
	if len(b.taken) != 1 || len(taken) != 1 || !slices.Equal(taken[0], []string{"/a"}) {
		t.Errorf("the page took %q, others %q", b.taken, taken)
	}
}
