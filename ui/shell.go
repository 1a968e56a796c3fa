package ui

import (
	"context"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// The sizes of the window's content: the least that must work, and the one it is designed for.
var (
	MinSize    = fyne.NewSize(1024, 700)
	DesignSize = fyne.NewSize(1440, 900)
)

// saveDelay gathers changes of what is remembered into one Save.
const saveDelay = time.Second

// Shell is the content of the window.
type Shell struct {
	window   fyne.Window
	quit     func()
	state    State
	sections []Section
	search   string
	takes    func(paths []string)
	stage    *kit.Stage
	memory   Memory
	saving   *task.Debounce

	status  *StatusBar
	rail    *rail
	top     *topBar
	body    *fyne.Container
	history history
	leave   context.CancelFunc
	object  fyne.CanvasObject
	closed  bool
}

// Options are what a shell needs besides its window. Runner and Sections are required.
type Options struct {
	Runner   task.Runner
	Sections []Section
	// State remembers the window; nil remembers nothing.
	State State
	// Quit ends the program; nil where a key cannot.
	Quit func()
	// Root ends when the program does; nil never ends.
	Root context.Context
	// Search is the route of the page on which everything is searched: the top bar leads there, and Ctrl+K. "" where there is none.
	Search string
	// Dropped takes files that are dropped where the page takes none; nil where nothing does.
	Dropped func(paths []string)
}

// New builds the shell and puts it into the window, at the size it had last. Go shows the first page.
func New(w fyne.Window, o Options) *Shell {
	s := &Shell{window: w, quit: o.Quit, state: o.State, sections: o.Sections, search: o.Search, takes: o.Dropped}
	s.stage = kit.NewStage(w.Canvas(), o.Runner)
	s.saving = task.NewDebounce(o.Runner, saveDelay)
	if s.state != nil {
		s.memory = s.state.Load()
	}
	s.memory.Values = maps.Clone(s.memory.Values)
	if s.memory.Values == nil {
		s.memory.Values = make(map[string]string)
	}
	s.history.root = o.Root
	if s.history.root == nil {
		s.history.root = context.Background()
	}
	s.build()
	s.bindKeys()
	w.SetOnDropped(s.dropped)
	return s
}

func (s *Shell) build() {
	s.status = newStatusBar()
	s.rail = newRail(s.sections, s.Go)
	s.top = newTopBar(s.Back)
	if s.search != "" {
		s.top.offerSearch(s.Search)
	}
	s.body = container.New(leastLayout{}) // a page that is too large scrolls; it never pushes the shell's parts away
	main := kit.Column(0, s.top.object, kit.Fill(container.NewClip(s.body)))
	across := container.NewBorder(nil, nil, s.rail.object, nil, main)
	// There is no plate behind it all: the toolkit clears each frame to the theme's background, and a second coat would be the dearest of its objects.
	s.object = container.NewStack(container.New(leastLayout{MinSize}, kit.Column(0, kit.Fill(across), s.status.object)), s.stage.Layer())
	s.window.SetPadded(false)
	size := DesignSize
	if s.memory.Width >= MinSize.Width && s.memory.Height >= MinSize.Height {
		size = fyne.NewSize(s.memory.Width, s.memory.Height)
	}
	s.window.SetContent(s.object)
	s.window.Resize(size) // before any page: content is laid out at its least size until the window has one
}

// leastLayout gives what it holds all room, and asks for a fixed least size whatever that asks for.
type leastLayout struct{ least fyne.Size }

func (leastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l leastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.least }

// Stage is where toasts, tips and dialogs are shown.
func (s *Shell) Stage() *kit.Stage { return s.stage }

// Status is the status bar.
func (s *Shell) Status() *StatusBar { return s.status }

// Route is the route shown now; "" before the first Go.
func (s *Shell) Route() string { return s.history.route() }

// LastRoute is the route that was shown when the window was last used, or "".
func (s *Shell) LastRoute() string { return s.memory.Route }

// Go shows the page of the route and puts it into the history. A route without a section shows the first section. Going to
// where one is does nothing.
func (s *Shell) Go(route string) {
	if route == s.Route() {
		return
	}
	section, rest := s.section(route)
	s.open(section, route, rest, false)
}

// Replace is Go that puts the page in the place of the one shown now: the form of a thing gives way to the thing.
func (s *Shell) Replace(route string) {
	section, rest := s.section(route)
	s.open(section, route, rest, true)
}

func (s *Shell) open(section Section, route, rest string, replace bool) {
	s.unlessHeld(func() { s.turn(section, route, rest, replace) })
}

// unlessHeld leaves the page, unless it asks first.
func (s *Shell) unlessHeld(leave func()) {
	if page, ok := s.history.page().(Holder); ok && page.Hold(leave) {
		return
	}
	leave()
}

func (s *Shell) turn(section Section, route, rest string, replace bool) {
	page := section.Open(rest)
	if page == nil {
		return
	}
	s.leavePage()
	if replace {
		s.history.replace(visit{route, page})
	} else {
		s.history.push(visit{route, page})
	}
	s.enterPage()
}

// Search shows the page on which everything is searched, and goes to its field when it is shown already.
func (s *Shell) Search() {
	if s.Route() == s.search {
		s.command(ToFind)
		return
	}
	s.Go(s.search)
}

// Back shows the page before, as it was left; it tells whether there is one.
func (s *Shell) Back() bool { return s.step(-1) }

// Forward undoes Back.
func (s *Shell) Forward() bool { return s.step(1) }

func (s *Shell) step(steps int) bool {
	if !s.history.can(steps) {
		return false
	}
	s.unlessHeld(func() {
		s.leavePage()
		s.history.at += steps
		s.enterPage()
	})
	return true
}

// Retitle shows the title and the actions that the page has now.
func (s *Shell) Retitle() {
	page := s.history.page()
	if page == nil {
		return
	}
	var actions []fyne.CanvasObject
	if actor, ok := page.(Actor); ok {
		actions = actor.Actions()
	}
	s.top.show(page.Title(), actions, s.history.at > 0, s.Route() != s.search)
	s.window.SetTitle(page.Title() + " - Tamtam")
}

// Remember keeps a value of a page for the next start. The key begins with the section's route: "datasets/split".
func (s *Shell) Remember(key, value string) {
	if s.memory.Values[key] != value {
		s.memory.Values[key] = value
		s.saving.Call(s.save)
	}
}

// Recall returns what was remembered, or "".
func (s *Shell) Recall(key string) string { return s.memory.Values[key] }

// Close leaves the page and saves what is remembered. The window may close after it.
func (s *Shell) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.leavePage()
	s.saving.Stop()
	s.save()
	s.stage.Close()
}

func (s *Shell) save() {
	if s.state == nil {
		return
	}
	size := s.window.Canvas().Size()
	memory := Memory{Width: size.Width, Height: size.Height, Route: s.Route(), Values: maps.Clone(s.memory.Values)}
	s.state.Save(memory)
}

func (s *Shell) section(route string) (Section, string) {
	name, rest, _ := strings.Cut(route, "/")
	for _, section := range s.sections {
		if section.Route == name {
			return section, rest
		}
	}
	return s.sections[0], ""
}

func (s *Shell) leavePage() {
	if page := s.history.page(); page != nil && s.leave != nil {
		s.leave()
		s.leave = nil
		page.Leave()
	}
}

func (s *Shell) enterPage() {
	page := s.history.page()
	section, _ := s.section(s.Route())
	s.window.Canvas().Unfocus()
	s.rail.choose(section.Route)
	s.Retitle()
	s.body.Objects = []fyne.CanvasObject{page.Content()}
	s.body.Refresh()
	var ctx context.Context
	ctx, s.leave = context.WithCancel(s.history.root)
	s.saving.Call(s.save)
	page.Enter(ctx)
}
