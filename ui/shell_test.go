package ui_test

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// page is a page that notes what happens to it.
type page struct {
	title   string
	content fyne.CanvasObject
	log     *[]string
	ctx     context.Context

	commands []ui.Command
}

func (p *page) Title() string              { return p.title }
func (p *page) Content() fyne.CanvasObject { return p.content }

func (p *page) Enter(ctx context.Context) {
	p.ctx = ctx
	*p.log = append(*p.log, "enter "+p.title)
}

func (p *page) Leave() { *p.log = append(*p.log, "leave "+p.title) }

func (p *page) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewButton("Refresh all", assets.Refresh, func() {}), kit.NewPrimary("New dataset", assets.Plus, func() {}),
	}
}

func (p *page) Command(c ui.Command) bool {
	p.commands = append(p.commands, c)
	*p.log = append(*p.log, "command "+p.title)
	return c == ui.ToRefresh
}

type memory struct{ kept ui.Memory }

func (m *memory) Load() ui.Memory  { return m.kept }
func (m *memory) Save(n ui.Memory) { m.kept = n }

// shell opens a shell with two sections whose pages are named by their route.
func shell(t *testing.T, w *uitest.Window, state ui.State, log *[]string) (*ui.Shell, map[string]*page) {
	t.Helper()
	pages := make(map[string]*page)
	open := func(section string) func(string) ui.Page {
		return func(rest string) ui.Page {
			title := section
			if rest != "" {
				title = rest
			}
			content := kit.Pad(6, kit.NewEmptyState(assets.Datasets, "No datasets yet",
				"A dataset holds Gong data as readable text, and is brought up to date with one click.",
				kit.NewButton("Try with sample data", assets.Sample, func() {})))
			p := &page{title: title, content: content, log: log}
			pages[title] = p
			return p
		}
	}
	s := ui.New(w.Window, ui.Options{Runner: w.Runner, State: state, Root: t.Context(), Sections: []ui.Section{
		{Route: "datasets", Title: "Datasets", Icon: assets.Datasets, Open: open("Datasets")},
		{Route: "settings", Title: "Settings", Icon: assets.Settings, Bottom: true, Open: open("Settings")},
		{Route: "welcome", Title: "Welcome", Hidden: true, Open: open("Welcome")},
	}})
	t.Cleanup(s.Close)
	w.Resize(1024, 700)
	return s, pages
}

func TestShell(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := uitest.New(t, mode)
		s, _ := shell(t, w, nil, new([]string))
		s.Go("datasets")
		s.Status().Connection(kit.Good, "Gong: Acme Inc, API key")
		s.Status().Job("Renewals Q2: transcripts 63 of 100", 0.63)
		s.Status().Requests(214, 10000)
		w.Golden("shell")
		w.Resize(ui.DesignSize.Width, ui.DesignSize.Height)
		w.Golden("shell-wide")
		w.Resize(1024, 700)
		w.Key(fyne.KeyF1)
		w.Golden("keys")
	})
}

func TestTheStatusBarSaysWhenTheNextSyncIs(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := uitest.New(t, mode)
		s, _ := shell(t, w, nil, new([]string))
		s.Go("settings")
		pressed := false
		s.Status().OnNext = func() { pressed = true }
		s.Status().Connection(kit.Good, "Gong: Acme Inc, API key")
		s.Status().Requests(9_214, 10_000)
		s.Status().Next("next sync in 2 h")
		w.Golden("shell-next") // and, from nine tenths on, a warning
		w.Tap("next sync in 2 h")
		if !pressed {
			t.Error("it leads nowhere")
		}
		s.Status().Job("Renewals Q2: transcripts 63 of 100", 0.63)
		w.MustNotShow("next sync")
		s.Status().Job("", -1)
		w.MustShow("next sync in 2 h")
		s.Status().Next("")
		w.MustNotShow("next sync")
	})
}

func TestRoutesAndHistory(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var log []string
	s, pages := shell(t, w, nil, &log)
	s.Go("datasets")
	first := pages["Datasets"]
	ctx := first.ctx
	s.Go("datasets/7f3a")
	if ctx.Err() == nil {
		t.Error("the page's ctx goes on after it was left")
	}
	w.Shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
	if s.Route() != "datasets" || first.ctx.Err() != nil {
		t.Errorf("back at %q with ctx %v, want the first page, alive", s.Route(), first.ctx.Err())
	}
	w.Shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	s.Replace("datasets/9c21")
	if s.Forward() {
		t.Error("there is nothing ahead")
	}
	s.Back()
	s.Close()
	want := []string{
		"enter Datasets", "leave Datasets", "enter 7f3a", "leave 7f3a", "enter Datasets", "leave Datasets", "enter 7f3a", "leave 7f3a",
		"enter 9c21", "leave 9c21", "enter Datasets", "leave Datasets",
	}
	if !slices.Equal(log, want) {
		t.Errorf("got  %q\nwant %q", log, want)
	}
}

func TestRailAndShortcutsOpenSections(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	s, _ := shell(t, w, nil, new([]string))
	s.Go("datasets")
	w.Tap("Settings")
	if s.Route() != "settings" {
		t.Errorf("the rail opened %q", s.Route())
	}
	w.Shortcut(fyne.Key1, fyne.KeyModifierShortcutDefault)
	if s.Route() != "datasets" {
		t.Errorf("Ctrl+1 opened %q", s.Route())
	}
}

// + is a key of its own on some keyboards and of the pad, and on others the shifted =.
func TestKeysOfTheTextSize(t *testing.T) {
	const ctrl = fyne.KeyModifierShortcutDefault
	w := uitest.New(t, uitest.Light)
	s, pages := shell(t, w, nil, new([]string))
	s.Go("datasets")
	w.Shortcut(fyne.KeyEqual, ctrl)
	w.Shortcut(fyne.KeyEqual, ctrl|fyne.KeyModifierShift)
	w.Shortcut(fyne.KeyPlus, ctrl)
	w.Shortcut(fyne.KeyMinus, ctrl)
	w.Shortcut(fyne.Key0, ctrl)
	want := []ui.Command{ui.ToEnlarge, ui.ToEnlarge, ui.ToEnlarge, ui.ToReduce, ui.ToNormal}
	if got := pages["Datasets"].commands; !slices.Equal(got, want) {
		t.Errorf("commands %v, want %v", got, want)
	}
}

// keyed is a page with a list that keys move in.
type keyed struct {
	*page
	list *kit.KeyList
}

func (k keyed) Content() fyne.CanvasObject { return k.list }
func (k keyed) Focus()                     { k.list.Focus() }

// A press beside all widgets takes the focus away.
func TestKeysThatMoveGoToThePageWhenNothingHasTheFocus(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	at := -1
	list := kit.NewKeyList(func() int { return 9 }, func() fyne.CanvasObject { return kit.NewRow() }, func(int, fyne.CanvasObject) {})
	list.OnHighlight = func(i int) { at = i }
	s := ui.New(w.Window, ui.Options{Runner: w.Runner, Root: t.Context(), Sections: []ui.Section{
		{Route: "list", Title: "List", Icon: assets.Datasets, Open: func(string) ui.Page { return keyed{&page{title: "List", log: new([]string)}, list} }},
	}})
	t.Cleanup(s.Close)
	w.Resize(1024, 700)
	s.Go("list")
	w.Window.Canvas().Unfocus()
	w.Key(fyne.KeyReturn)
	if w.Window.Canvas().Focused() != nil {
		t.Error("Enter took the focus")
	}
	w.Key(fyne.KeyEnd)
	if at != 8 {
		t.Errorf("End went to %d", at)
	}
}

func TestALargePageLeavesTheStatusBarInTheWindow(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	s, pages := shell(t, w, nil, new([]string))
	s.Go("settings")
	pages["Settings"].content.(*fyne.Container).Add(kit.Sized(1000, 1000, kit.NewText("large")))
	s.Status().Connection(kit.Good, "Connected")
	w.Settle()
	word := w.Find("Connected")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(word)
	if at.Y > 700-word.Size().Height {
		t.Errorf("the status bar stands at %v", at)
	}
}

func TestShortcutsAreOffUnderADialog(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var log []string
	s, _ := shell(t, w, nil, &log)
	s.Go("datasets")
	w.Key(fyne.KeyF5)
	s.Stage().ConfirmDestructive("Delete?", "All of it is lost.", "Delete", func() {})
	w.Key(fyne.KeyF5)
	w.Shortcut(fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	w.Key(fyne.KeyEscape)
	if s.Stage().Modal() {
		t.Error("Esc did not close the dialog")
	}
	w.Key(fyne.KeyF5)
	if want := []string{"enter Datasets", "command Datasets", "command Datasets"}; !slices.Equal(log, want) {
		t.Errorf("got %q, want %q", log, want)
	}
}

func TestTheWindowIsRemembered(t *testing.T) {
	var kept memory
	w := uitest.New(t, uitest.Light)
	s, _ := shell(t, w, &kept, new([]string))
	s.Go("datasets")
	s.Remember("datasets/split", "0.4")
	w.Resize(1200, 800)
	s.Close()
	want := ui.Memory{Width: 1200, Height: 800, Route: "datasets", Values: map[string]string{"datasets/split": "0.4"}}
	if kept.kept.Width != want.Width || kept.kept.Height != want.Height || kept.kept.Route != want.Route {
		t.Errorf("kept %+v, want %+v", kept.kept, want)
	}
	again, _ := shell(t, w, &kept, new([]string))
	if again.Recall("datasets/split") != "0.4" || again.LastRoute() != "datasets" {
		t.Errorf("recalled %q and %q", again.Recall("datasets/split"), again.LastRoute())
	}
}
