package review

import (
	"context"
	"reflect"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/task"
)

// reading is the middle column: the call that is open, with its transcript.
type reading struct {
	page *Page
	id   core.CallID // of the call that is open or being opened; "" for none
	// call is what is open, nil until it was read; marks are what the person made of it.
	call  *review.Conversation
	marks marks.Marks
	// located says where the passages of the marks stand.
	located marks.Located
	// phrases are where the transcript says what trackers heard; they come behind the transcript, which does not wait for them.
	phrases []review.Said
	// goal is where to go when the call is open; nil for where the person stopped reading.
	goal   *goal
	latest task.Latest
	unread func()          // keeps the call from being marked read
	owed   bool            // it was left before it counted as read
	enter  bool            // the transcript gets the focus when the call is open
	only   map[string]bool // the speakers that are shown; empty for all

	head    *head
	text    *reader.Reader
	find    *reader.FindBar
	body    *fyne.Container // head and transcript
	said    *fyne.Container // the transcript, or why there is none
	content *fyne.Container
}

func newReading(p *Page) *reading {
	r := &reading{page: p, text: reader.New(p.needs.Runner), unread: func() {}}
	r.find = reader.NewFindBar(r.text)
	r.text.OnTime = func(turn int) { r.openInGong(turn) }
	r.text.OnSpeaker = r.toggleSpeaker
	r.text.OnMenu = r.placeMenu
	r.text.OnTextSize = func(scale float32) { p.needs.Memory.Remember(sizeKey, strconv.FormatFloat(float64(scale), 'f', 2, 32)) }
	if scale, err := strconv.ParseFloat(p.needs.Memory.Recall(sizeKey), 32); err == nil {
		r.text.SetTextSize(float32(scale))
	}
	r.head = newHead(r)
	r.said = container.NewStack()
	r.body = container.NewStack(kit.NewSheet(),
		kit.Column(0, kit.PadXY(4, 3, r.head.object), kit.NewDivider(), kit.Fill(kit.PadXY(0, 0.5, r.said))))
	r.content = container.NewStack(kit.NewEmptyState(assets.Review, "Nothing open", sayChoose))
	return r
}

// sizeKey is where the size of the transcript's text is remembered.
const sizeKey = "review/text"

func (r *reading) replace(o fyne.CanvasObject) {
	if len(r.content.Objects) != 1 || r.content.Objects[0] != o {
		r.content.Objects = []fyne.CanvasObject{o}
		r.content.Refresh()
	}
}

// open opens a call where the person stopped reading it. The one that is open stays as it is.
func (r *reading) open(id core.CallID) {
	if r.id != id {
		r.start(id, nil)
	}
}

// openAt opens a call at a turn, with the words of a query found; a negative turn is where the person stopped reading.
func (r *reading) openAt(id core.CallID, turn int, query string) {
	var to *goal
	if turn >= 0 || query != "" {
		to = &goal{turn: turn, query: query}
	}
	r.openTo(id, to)
}

// openTo opens a call and goes to a place in it.
func (r *reading) openTo(id core.CallID, to *goal) {
	if r.id == id && r.call != nil {
		r.reach(to)
		return
	}
	r.start(id, to)
}

func (r *reading) start(id core.CallID, to *goal) {
	r.leave()
	r.id, r.goal, r.enter = id, to, false
	r.page.list.chose(id)
	ctx := r.load()
	if r.page.scope == nil {
		return
	}
	r.page.scope.After(kit.LoadingAfter, func() {
		if ctx.Err() == nil && (r.call == nil || r.call.ID != id) {
			r.replace(kit.NewLoading("Opening the call"))
		}
	})
}

// again reads the call that is open anew, as after a sync: the place in it stays.
func (r *reading) again() {
	if r.id != "" {
		r.load()
	}
}

type opened struct {
	call  review.Conversation
	marks marks.Marks
	moved bool // passages of the marks stand otherwise than they did when they were kept
	filed filed
}

// load reads the call. It returns the ctx that ends when another one is read.
func (r *reading) load() context.Context {
	if r.page.scope == nil { // opened before the screen is shown: Enter reads it
		return context.Background()
	}
	id, needs, kept := r.id, r.page.needs, r.page.kept
	ctx := r.latest.Next(r.page.scope.Context())
	task.DoContext(ctx, r.page.scope, func(ctx context.Context) (o opened, err error) {
		if o.call, err = needs.Desk.Open(ctx, id); err == nil {
			o.marks, err = needs.Marks.Of(ctx, id)
		}
		if err == nil && len(o.call.Turns) > 0 {
			trial := o.marks
			o.moved = trial.Refresh(o.call.Turns)
			_, _ = needs.Basket.Follow(ctx, id, o.call.Turns) // what could not be kept is looked for again the next time
		}
		o.filed = fileOf(ctx, needs.Timeline, id)
		return o, err
	}, func(o opened, err error) {
		if err != nil {
			r.fail(err)
			return
		}
		if kept != r.page.kept {
			r.load()
			return
		}
		r.show(o)
		if o.moved {
			r.follow(o.call.Turns)
		}
		r.hear(ctx)
	})
	return ctx
}

func (r *reading) fail(err error) {
	r.call = nil
	r.page.side.show(nil, filed{})
	if core.Is(err, core.NotFound) {
		r.replace(kit.NewEmptyState(assets.Review, sayCallGone, sayGone))
		return
	}
	r.replace(kit.NewErrorState(trouble(err, sayNotOpened), r.page.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, func() { r.load() })))
}

// show shows the call that was read. One that was shown before keeps its place.
func (r *reading) show(o opened) {
	same := r.call != nil && r.call.ID == o.call.ID
	at, to := r.text.Top(), r.goal
	stays := same && to == nil && saysSame(r.call.Turns, o.call.Turns)
	r.call, r.marks, r.goal = &o.call, o.marks, nil
	if !same {
		at, r.only, r.phrases = reader.Place{}, nil, nil
		if place := r.marks.Place; place != nil {
			at.Turn, at.Rune = place.In(r.call.Turns)
		}
	}
	r.head.show()
	if stays { // what is selected and found stays, too
		r.showMarks()
	} else {
		r.say(at, to)
	}
	r.page.side.show(r.call, o.filed)
	r.replace(r.body)
	r.reach(to)
	if !same {
		r.willBeRead()
	}
	if r.enter {
		r.focus()
	}
}

// saysSame tells whether two transcripts are one, with something in it.
func saysSame(a, b []text.Turn) bool { return len(a) > 0 && reflect.DeepEqual(a, b) }

// say puts the transcript, or why there is none, below the head.
func (r *reading) say(at reader.Place, to *goal) {
	var o fyne.CanvasObject
	switch {
	case len(r.call.Turns) > 0:
		options := reader.Options{At: at}
		if to != nil && to.query != "" {
			options.Match = matching(to.query)
		}
		r.text.Open(r.call.Turns, options)
		r.showMarks()
		r.showOnly()
		o = r.text
	case r.call.Awaited:
		o = kit.NewEmptyState(assets.Clock, "No transcript yet", sayAwaited)
	default:
		o = kit.NewEmptyState(assets.Transcripts, "No transcript", sayNoTurns, kit.NewButton("Go to the datasets", assets.Datasets, r.page.needs.Routes.Datasets))
	}
	r.said.Objects = []fyne.CanvasObject{o}
	r.said.Refresh()
}

// focus gives the transcript the focus, once there is one.
func (r *reading) focus() {
	r.enter = r.call == nil || r.call.ID != r.id
	if !r.enter && len(r.call.Turns) > 0 {
		kit.Focus(r.text)
	}
}
