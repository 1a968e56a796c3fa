package find_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/search"
	"tamtam/ui/find"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of the page that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	then  func(s *screen)
	wide  bool // 1440x900, too
}

func TestPictures(t *testing.T) {
	for _, p := range pictures {
		t.Run(p.name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				s := open(t, mode, p.world())
				if p.then != nil {
					p.then(s)
				}
				s.Golden(p.name)
				if p.wide {
					s.Resize(1440, 900)
					s.Golden(p.name + "-wide")
				}
			})
		})
	}
}

// Nothing is shown of a search that is quick; of one that is not, that it goes on.
func TestLoading(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		step := &task.Step{}
		s := openWith(t, mode, full(), step)
		for step.Waiting() > 0 {
			step.Release(0)
		}
		s.Type("pricing")
		step.Advance(find.AskAfter)
		s.MustNotShow("Searching")
		step.Advance(kit.LoadingAfter)
		s.Settle()
		s.Golden("loading")
	})
}

func changed(do func(w *world)) func() *world {
	return func() *world {
		w := full()
		do(w)
		return w
	}
}

func ask(s *screen) { s.ask("pricing") }

var pictures = []picture{
	{name: "start", world: full, wide: true},
	{name: "start-first", world: newWorld},
	{name: "start-largest", world: full, then: func(s *screen) { s.Write(look.Largest) }},
	{name: "start-error", world: changed(func(w *world) { w.keptErr = core.E(core.Broken, "read", errors.New("a page is damaged")) })},
	{name: "no-data", world: changed(func(w *world) { w.datasets, w.recent, w.saved = nil, nil, nil })},
	{name: "full", world: full, then: ask, wide: true},
	{name: "full-largest", world: full, then: func(s *screen) {
		ask(s)
		s.Write(look.Largest)
	}},
	{name: "unfolded", world: full, then: func(s *screen) {
		ask(s)
		s.Tap("2 more turns in this call")
	}},
	{name: "completing", then: completing, world: names},
	{name: "completing-largest", world: names, then: func(s *screen) {
		completing(s)
		s.Write(look.Largest)
	}},
	{name: "notices", then: ask, world: changed(func(w *world) {
		w.notices = []search.Notice{{Kind: search.NoDate, Text: "before:soon"}, {Kind: search.OpenQuote, Text: `"what about`}}
	})},
	{name: "nothing", world: full, then: func(s *screen) { s.ask("zebra") }},
	{name: "nothing-here", world: full, then: func(s *screen) {
		s.Tap("All datasets")
		s.Tap("Competitor mentions")
		s.ask("zebra")
	}},
	{name: "error", then: ask, world: changed(func(w *world) { w.err = core.E(core.Broken, "search", errors.New("a page is damaged")) })},
	{name: "making", then: ask, world: changed(func(w *world) { w.making, w.share = true, 0.43 })},
	{name: "partial", then: func(s *screen) {
		ask(s)
		for range 10 {
			s.Key(fyne.KeyPageDown)
		}
		s.Pass(0)
	}, world: func() *world {
		w := many(200)
		w.moreErr = core.E(core.Broken, "search", errors.New("a page is damaged"))
		return w
	}},
	{name: "help", world: full, then: func(s *screen) {
		ask(s)
		s.Key(fyne.KeyF1)
	}},
	{name: "saving", world: full, then: saving},
	{name: "saving-largest", world: full, then: func(s *screen) {
		saving(s)
		s.Write(look.Largest)
	}},
	{name: "cited", world: full, then: func(s *screen) {
		ask(s)
		s.Key(fyne.KeyDown)
		s.page.Command(cite)
	}},
}

// completing chooses the second of the names that are offered.
func completing(s *screen) {
	s.ask("pricing speaker:")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
}

// names is a world in which names are offered.
var names = changed(func(w *world) {
	w.notices = []search.Notice{{Kind: search.NothingYet, Text: "speaker:"}}
	w.complete = []search.Completion{
		{From: 16, To: 16, Text: `"Jane Doe"`, Calls: 214},
		{From: 16, To: 16, Text: `"Ina Internal"`, Calls: 180},
		{From: 16, To: 16, Text: `"Sam Lee"`, Calls: 12},
		{From: 16, To: 16, Text: `"Hank Scorpio"`, Calls: 1},
	}
})

func saving(s *screen) {
	ask(s)
	s.Tap("Save search")
}
