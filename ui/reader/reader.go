package reader

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/prose"
	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Place is a place in a transcript: Rune runes of the text of turn Turn come before it, which is the turn's lines joined by newlines.
type Place = prose.Place

// Span is what stands between two places.
type Span = prose.Span

// Options say how a transcript is opened. The zero value opens it at its beginning.
type Options struct {
	// At is the place at the upper edge, such as the one told by OnPlace when it was last open.
	At Place
	// Sentences gives each line of a turn lines of its own. They flow as one paragraph otherwise.
	Sentences bool
	// Match makes what finds a query in a turn's text (see prose.Matcher). It is called on the UI goroutine, its answer elsewhere. Nil
	// means prose.Literal.
	Match func(query string) prose.Matcher
}

// Reader is a transcript. Set the callbacks, then Open one.
type Reader struct {
	widget.BaseWidget
	// OnPlace is told the place at the upper edge when it changes. It may be called at each step of the wheel.
	OnPlace func(top Place)
	// OnTime is told the turn whose time a person presses.
	OnTime func(turn int)
	// OnSpeaker is told the name that a person presses.
	OnSpeaker func(name string)
	// OnMenu opens the menu for a place, at a position in the window. When it is nil, the reader's own copies and marks all.
	OnMenu func(place Place, at fyne.Position)
	// OnTextSize is told the size of text that a person chooses.
	OnTextSize func(scale float32)

	runner task.Runner
	modify func() fyne.KeyModifier // which modifiers are held
	view   *prose.View
	told   Place // the top that OnPlace was told last
	page   page
	inks   map[string]fyne.ThemeColorName
	marks  marks
	search search
	chosen chosen
	aim    aim
	bar    *kit.TextBar
}

var (
	_ fyne.Widget            = (*Reader)(nil)
	_ fyne.Scrollable        = (*Reader)(nil) // which also makes Fyne clip what it draws
	_ fyne.Focusable         = (*Reader)(nil)
	_ fyne.Draggable         = (*Reader)(nil)
	_ fyne.Shortcutable      = (*Reader)(nil)
	_ fyne.SecondaryTappable = (*Reader)(nil)
	_ fyne.Accessible        = (*Reader)(nil)
	_ desktop.Mouseable      = (*Reader)(nil)
	_ desktop.Hoverable      = (*Reader)(nil)
	_ desktop.Cursorable     = (*Reader)(nil)
)

// New returns a reader that shows nothing yet. Its work ends with the runner: hand in the page's task.Scope.
func New(runner task.Runner) *Reader {
	r := &Reader{runner: runner, modify: modifiers, view: prose.NewView(prose.NewLayout(nil))}
	r.page.zoom = 1
	r.bar = kit.NewTextBar(
		func(above float64) { r.view.ScrollTo(above); r.moved() },
		func(by int) { r.view.Page(by); r.moved() },
	)
	r.bar.OnTick = r.goTo
	r.ExtendBaseWidget(r)
	return r
}

// modifiers are the modifiers that are held, as far as the driver knows any.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// Open shows a transcript, without marks, filter or anything found. The reader keeps the slice and does not change it.
func (r *Reader) Open(turns []text.Turn, o Options) {
	r.view = prose.NewView(prose.NewLayout(turns))
	r.marks, r.chosen, r.aim = marks{}, chosen{}, aim{}
	r.search.reset(o.Match)
	r.inks = Inks(turns)
	r.page.open(turns, o.Sentences)
	r.tick()
	r.fit(r.BaseWidget.Size())
	r.view.SetTop(o.At)
	r.told = r.view.Top()
	r.tellFound()
	r.Refresh()
}

// SetFilter shows only what these speakers said; nil shows all. Marks and hits elsewhere are not shown.
func (r *Reader) SetFilter(speakers map[string]bool) {
	var keep func(text.Turn) bool
	if speakers != nil {
		keep = func(t text.Turn) bool { return speakers[t.Speaker] }
	}
	r.view.Filter(keep)
	switch {
	case r.view.Len() == 0:
		r.chosen = chosen{}
	case r.chosen.known:
		r.chosen.from, r.chosen.to = r.view.Clip(r.chosen.from), r.view.Clip(r.chosen.to)
	}
	r.searchAgain()
	r.tick()
	r.moved()
}

// Top is the place at the upper edge.
func (r *Reader) Top() Place { return r.view.Top() }

// ScrollTo brings a place into view, unless it is.
func (r *Reader) ScrollTo(p Place) {
	if r.view.Len() > 0 {
		r.view.Reveal(r.view.Clip(p))
		r.moved()
	}
}

// moved draws another view and tells of it.
func (r *Reader) moved() {
	r.Refresh()
	if top := r.view.Top(); top != r.told {
		r.told = top
		if r.OnPlace != nil {
			r.OnPlace(top)
		}
	}
}

// Ink is the colour of a speaker's name.
func (r *Reader) Ink(speaker string) fyne.ThemeColorName { return r.inks[speaker] }

// AccessibilityLabel is the text in view.
func (r *Reader) AccessibilityLabel() string {
	var label strings.Builder
	for in := range r.view.Rows() {
		switch in.Line.Kind {
		case prose.Speech:
			label.WriteString(in.Block.Shown(in.Line) + "\n")
		case prose.Speaker:
			t := r.turn(in.Block.Turn)
			label.WriteString(clock(t.At) + " " + speakerName(t) + ", " + t.Affiliation + "\n")
		case prose.Topic:
			label.WriteString("Topic: " + r.turn(in.Block.Turn).Topic + "\n")
		}
	}
	return label.String()
}

// AccessibilityRole is text.
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *Reader) turn(i int) text.Turn { return r.view.Turns()[i] }

func speakerName(t text.Turn) string {
	if t.Speaker == "" {
		return "Unknown speaker"
	}
	return t.Speaker
}
