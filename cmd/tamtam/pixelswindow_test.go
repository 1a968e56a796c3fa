//go:build xvfb && linux

package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/ui"
	"tamtam/ui/find"
	"tamtam/ui/look"
	"tamtam/ui/reader"
	"tamtam/ui/task"
)

const (
	manyTurns = 10_000
	letters   = 400 // that are typed
	rest      = 90 * time.Millisecond
	openings  = 40
	wheels    = 400 // steps of the wheel
	wheel     = 120 // units that a step moves
)

// drawPixels shows a window over the calls of a home and writes what it measured to stdout. It must run on the process's first goroutine.
func drawPixels(home string) int {
	db, err := store.Open(filepath.Join(home, "data"), store.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer db.Close()
	turns, sentences, err := spoken(db)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	a := app.NewWithID("tamtam.pixels")
	a.Settings().SetTheme(look.New(look.Options{}))
	p := &pixels{window: a.NewWindow("Tamtam"), turns: turns, engine: search.New(db, review.New(db)), done: make(chan time.Time, 1), took: map[string]times{}}
	p.build()
	a.Lifecycle().SetOnStarted(func() {
		steps := fyne.NewAnimation(time.Hour, func(float32) { p.shown() })
		steps.Start()
		go func() {
			p.measure(sentences)
			fyne.Do(a.Quit)
		}()
	})
	p.window.ShowAndRun()
	if err := json.NewEncoder(os.Stdout).Encode(p.took); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// spoken reads turns enough for a long call, and some sentences of calls that lie far apart.
func spoken(db *store.Store) (turns []text.Turn, sentences []string, err error) {
	all, err := db.Datasets()
	if err != nil || len(all) == 0 {
		return nil, nil, fmt.Errorf("%d datasets: %w", len(all), err)
	}
	n := 0
	err = db.Snapshot(func(s *store.Snapshot) error {
		return s.Each(all[0].ID, core.Transcripts, func(body []byte) bool {
			if n++; n%50 != 0 && len(turns) >= manyTurns {
				return true
			}
			r, err := text.Parse(string(body))
			if err != nil {
				return true
			}
			if turns = append(turns, r.Turns...); n%50 == 0 && len(r.Turns) > 6 {
				sentences = append(sentences, strings.ToLower(strings.Join(r.Turns[6].Lines, " ")))
			}
			return true
		})
	})
	return turns[:min(len(turns), manyTurns)], sentences, err
}

// pixels is the window that is measured.
type pixels struct {
	window fyne.Window
	shell  *ui.Shell
	engine *search.Engine
	turns  []text.Turn

	found  *find.Page
	reader *reader.Reader
	bare   *widget.List
	entry  *widget.Entry

	// last is painted behind all else of a frame, for it lies above it.
	last  *canvas.Raster
	so    func() bool // what is waited for; nil while nothing is
	drawn bool        // the frame for which so held was painted, and nobody has been told yet
	done  chan time.Time
	took  map[string]times
}

func (p *pixels) build() {
	runner := watched{task.NewUI(nil), p}
	p.reader = reader.New(runner)
	p.bare = widget.NewList(func() int { return len(p.turns) }, func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(strings.Join(p.turns[i].Lines, " "))
		})
	p.entry = widget.NewEntry()
	section := func(route string, page ui.Page) ui.Section {
		return ui.Section{Route: route, Title: route, Hidden: true, Open: func(string) ui.Page { return page }}
	}
	field := section("entry", plainPage{container.NewVBox(p.entry)})
	lazy := ui.Section{Route: "find", Title: "find", Hidden: true, Open: func(string) ui.Page { return p.found }}
	p.shell = ui.New(p.window, ui.Options{Runner: runner, Sections: []ui.Section{lazy, section("read", plainPage{p.reader}), section("bare", plainPage{p.bare}), field}})
	p.found = find.New(find.Needs{
		Searches: p, Index: p, Library: p, Keeper: noKeeper{}, Memory: p.shell, Runner: runner, Stage: p.shell.Stage(), Routes: find.Routes{Back: func() {}},
	})
	p.last = canvas.NewRaster(p.painted)
	p.last.Resize(fyne.NewSize(1, 1))
	p.window.SetContent(container.NewStack(p.window.Content(), container.NewWithoutLayout(p.last)))
	p.window.Resize(fyne.NewSize(width, height))
}

// painted is called by the painter as the last of a frame. Once the frame is on the display, the loop goes on with what is in the goroutine's queue, or
// with the animations' next step, whichever the chance of select has first: shown is called by both.
func (p *pixels) painted(int, int) image.Image {
	if p.so != nil && p.so() {
		p.so, p.drawn = nil, true
		fyne.Do(p.shown)
	}
	return image.NewRGBA(image.Rect(0, 0, 1, 1))
}

func (p *pixels) shown() {
	if p.drawn {
		p.drawn = false
		p.done <- time.Now()
	}
}

// key presses a letter's key as the driver does: the key first, which keeps the cursor from blinking, then the letter.
func (p *pixels) key(r rune) {
	field := p.window.Canvas().Focused()
	field.(desktop.Keyable).KeyDown(&fyne.KeyEvent{})
	field.TypedRune(r)
	field.(desktop.Keyable).KeyUp(&fyne.KeyEvent{})
}

// took does something on the window's goroutine and notes how long it takes until a frame is painted for which so holds.
func (p *pixels) time(name string, do func(), so func() bool) {
	var began time.Time
	fyne.DoAndWait(func() {
		began, p.so = time.Now(), so
		do()
		p.last.Refresh()
	})
	ended := <-p.done
	if name != "" {
		p.took[name] = append(p.took[name], float64(ended.Sub(began))/1e6)
	}
}

func anyFrame() bool { return true }

func (p *pixels) measure(sentences []string) {
	p.time("", func() { p.shell.Go("find") }, anyFrame)
	p.typeAll("", sentences[0], 12) // reads what is read once
	for n, typed := 1, 0; typed < letters; n++ {
		typed += p.typeAll("letter", sentences[n%len(sentences)], 30)
	}
	p.time("", func() { p.shell.Go("entry"); p.window.Canvas().Focus(p.entry) }, anyFrame)
	for range letters / 4 {
		<-time.After(rest)
		p.time("bare-letter", func() { p.key('a') }, anyFrame)
	}
	p.time("", func() { p.shell.Go("read") }, anyFrame)
	for n := range openings {
		p.time("open", func() { p.reader.Open(p.turns, reader.Options{At: reader.Place{Turn: n * 241 % manyTurns}}) }, anyFrame)
	}
	p.time("", func() { p.reader.ScrollTo(reader.Place{}) }, anyFrame)
	for range wheels {
		p.time("scroll", func() { p.reader.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -wheel}}) }, anyFrame)
	}
	p.time("bare-open", func() { p.shell.Go("bare") }, anyFrame)
	for n := range wheels {
		p.time("bare-scroll", func() { p.bare.ScrollToOffset(float32(n * wheel)) }, anyFrame)
	}
}

// typeAll types the first letters of a sentence as a person does, each after a rest, and returns how many.
func (p *pixels) typeAll(name, sentence string, most int) int {
	runes := []rune(sentence)
	runes = runes[:min(most, len(runes))]
	p.time("", func() { p.found.Ask("") }, anyFrame)
	for n, r := range runes {
		<-time.After(rest)
		want := strings.TrimSpace(string(runes[:n+1]))
		p.time(name, func() { p.key(r) }, func() bool {
			f := p.found.Facts()
			return f.Answered && f.Query == want
		})
	}
	return len(runes)
}

// watched lets last be painted with an answer that is waited for, so that no frame is painted for the sake of measuring.
type watched struct {
	task.Runner
	p *pixels
}

func (w watched) Go(ctx context.Context, work func(ctx context.Context), done func()) {
	w.Runner.Go(ctx, work, w.watch(done))
}

func (w watched) Soon(ctx context.Context, work func(ctx context.Context), done func()) {
	w.Runner.Soon(ctx, work, w.watch(done))
}

func (w watched) watch(done func()) func() {
	return func() {
		if done != nil {
			done()
		}
		if w.p.so != nil && w.p.so() {
			w.p.last.Refresh()
		}
	}
}

func (p *pixels) Search(ctx context.Context, query string, o search.Options) (search.Results, error) {
	o.Now, o.Location = time.Now(), time.UTC
	return p.engine.Search(ctx, query, o)
}

func (p *pixels) Complete(ctx context.Context, query string, cursor int, o search.Options) ([]search.Completion, error) {
	o.Now, o.Location = time.Now(), time.UTC
	return p.engine.Complete(ctx, query, cursor, o)
}

func (p *pixels) Making() (float64, bool) { return 0, false }

func (p *pixels) Datasets(context.Context) ([]find.Dataset, error) {
	return []find.Dataset{{ID: "1", Name: "All"}}, nil
}

// noKeeper keeps nothing.
type noKeeper struct{}

func (noKeeper) Recent(context.Context) ([]string, error)    { return nil, nil }
func (noKeeper) Remember(context.Context, string) error      { return nil }
func (noKeeper) Forget(context.Context, string) error        { return nil }
func (noKeeper) Saved(context.Context) ([]find.Saved, error) { return nil, nil }

func (noKeeper) Delete(context.Context, string) (func(context.Context) error, error) { return nil, nil }
func (noKeeper) Looked(context.Context, string) error                                { return nil }
func (noKeeper) Save(_ context.Context, s find.Saved) (find.Saved, error)            { return s, nil }

// plainPage is a page with one object.
type plainPage struct{ object fyne.CanvasObject }

func (plainPage) Title() string                { return "Pixels" }
func (p plainPage) Content() fyne.CanvasObject { return p.object }
func (plainPage) Enter(context.Context)        {}
func (plainPage) Leave()                       {}
