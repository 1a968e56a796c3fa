package timeline

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// pane is the right column: the Activity that is open.
type pane struct {
	page     *Page
	id       core.CallID // of the one that is open or being opened; "" for none
	activity *timeline.Activity
	latest   task.Latest // of reading it
	holding  task.Latest // of asking whether a dataset holds its call
	notes    *notes
	// video and heard say why the recording and the trackers did not load; nil while they were not opened, or did.
	video, heard *timeline.NotLoaded

	kind       *kit.Badge
	subject    *kit.Paragraph
	when       *kit.Tip
	moment     *kit.Text
	recording  *kit.Button
	transcript *kit.Button
	more       *kit.Button
	trouble    *fyne.Container // why the recording did not load
	about      *fyne.Container
	names      string // those that about shows
	// most is how many lines of a section are shown, where the person asked for more; further are the buttons for still more.
	most    map[string]int
	further map[string]*kit.Button
	scroll  *container.Scroll
	whole   fyne.CanvasObject
	none    fyne.CanvasObject
	body    *kit.Body
	content fyne.CanvasObject
}

func newPane(p *Page) *pane {
	n := &pane{page: p, body: kit.NewBody(), kind: kit.NewBadge("", kit.Accent), subject: kit.NewParagraph(""), moment: kit.NewCaption("")}
	n.notes = newNotes(p)
	n.subject.Style.Bold = true
	n.moment.Shrink = true
	n.when = kit.NewTip("", n.moment)
	n.recording = kit.NewButton("Open in Gong", assets.OpenExternal, p.openRecording)
	n.transcript = kit.NewButton("Transcript", assets.Transcripts, n.read)
	n.more = kit.NewIconButton(assets.More, "More", func() { kit.ShowMenu(n.more, p.menu()) })
	n.trouble, n.about = container.NewStack(), kit.Column(4)
	shut := kit.NewIconButton(assets.Cancel, "Close (Esc)", func() { p.close() })
	head := kit.Column(2, kit.Line(2, n.kind, kit.Spring(), kit.Line(0, n.more, shut)),
		kit.Column(1, n.subject, n.when), kit.Whole(2, n.recording, n.transcript), p.asking.line, n.trouble)
	n.scroll = kit.NewVScroll(kit.PadXY(3, 3, n.about))
	n.whole = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Column(0, kit.PadXY(3, 2.5, head), kit.NewDivider(), kit.Fill(n.scroll)))
	n.none = kit.NewEmptyState(assets.Timeline, "Nothing open", sayChoose)
	n.body.Put(n.none)
	n.content = n.body.Object
	return n
}

// open opens the Activity of a call. The one that is open stays as it is.
func (n *pane) open(id core.CallID) {
	if n.id == id {
		return
	}
	n.leave()
	beside := n.id != ""
	n.id, n.activity, n.video, n.heard, n.most = id, nil, nil, nil, map[string]int{}
	n.load(true)
	if !beside {
		n.page.columns.Refresh()
	}
}

// leave keeps what was written and drops what is asked.
func (n *pane) leave() {
	n.notes.flush()
	n.latest.Stop()
	n.holding.Stop()
	n.page.asking.stop()
}

// close shows no Activity.
func (n *pane) close() {
	n.leave()
	n.id, n.activity = "", nil
	n.body.Put(n.none)
	n.page.columns.Refresh()
}

// load reads the Activity, also if it is shown already: a run may have changed or hidden it. Whether a dataset holds its call is asked the first time, and
// anew.
func (n *pane) load(anew bool) {
	p := n.page
	if p.scope == nil || n.id == "" { // what is opened before the screen is shown is read by Enter
		return
	}
	id := n.id
	ctx := n.latest.Next(p.scope.Context())
	task.DoContext(ctx, p.scope, func(ctx context.Context) ([]timeline.Activity, error) {
		return p.needs.Activities.Read(ctx, []core.CallID{id})
	}, func(all []timeline.Activity, err error) {
		switch {
		case err != nil && n.activity != nil: // it stays; that reading failed is said of the rows
		case err != nil:
			again := kit.NewPrimary("Try again", assets.Retry, func() { n.load(true) })
			n.body.Put(kit.NewErrorState(trouble(err, sayNotOpened), p.needs.Clipboard, again, n.shut()))
		case len(all) == 0 || all[0].State != timeline.Current:
			n.leave()
			n.activity = nil
			n.body.Put(kit.NewEmptyState(assets.Timeline, "This Activity is gone", sayGone, n.shut()))
		default:
			first := n.activity == nil
			if n.show(all[0]); first || anew {
				n.askTranscript()
			}
			p.reveal()
		}
	})
}

// shut is the button that closes what stands in the place of an Activity: in a narrow window the companies come back by it.
func (n *pane) shut() fyne.CanvasObject {
	return kit.NewButton("Close", assets.Cancel, func() { n.page.close() })
}

// askTranscript offers the way to the reader when a dataset holds the call.
func (n *pane) askTranscript() {
	p, id := n.page, n.id
	ctx := n.holding.Next(p.scope.Context())
	task.DoContext(ctx, p.scope, func(ctx context.Context) (bool, error) { return p.needs.Transcripts.Holds(ctx, id) }, func(holds bool, err error) {
		if on := holds && err == nil; on == n.transcript.Hidden {
			n.transcript.Hidden = !on
			n.whole.Refresh()
		}
	})
}

// read opens the transcript in the reader.
func (n *pane) read() { n.page.needs.Routes.Transcript(n.id) }

// named shows the names anew where the directory has changed.
func (n *pane) named() {
	if n.activity != nil && n.names != n.namesOf(*n.activity) {
		n.showAbout()
	}
}

// show shows an Activity as it was read or kept.
func (n *pane) show(a timeline.Activity) {
	if n.id != a.CallID {
		return
	}
	was := n.activity
	n.activity = &a
	if was != nil && saysSame(*was, a) {
		return
	}
	n.kind.Set(a.Type, kit.Accent, iconOf(a.Type))
	n.subject.Text = a.Subject
	n.moment.Text = joined(sayMoment(a.At.Local()), sayMinutes(a.Minutes))
	n.when.Text = humane.Exact(a.At.Local()) + ", " + humane.Ago(a.At, n.page.needs.Clock.Now())
	n.recording.Hidden = a.Recording == ""
	if was == nil {
		n.transcript.Hidden = true
		n.notes.set(a)
		n.scroll.ScrollToTop()
	}
	n.showTrouble()
	n.showAbout()
	n.body.Put(n.whole)
	n.whole.Refresh()
}

// saysSame tells whether two Activities differ in nothing but the notes, which are shown already while they are written.
func saysSame(a, b timeline.Activity) bool {
	a.Notes = b.Notes
	return reflect.DeepEqual(a, b)
}

// showTrouble says why the recording did not load.
func (n *pane) showTrouble() {
	n.trouble.Objects = nil
	if n.video != nil {
		n.trouble.Objects = []fyne.CanvasObject{notLoaded(*n.video)}
	}
	n.trouble.Hidden = n.video == nil
	n.whole.Refresh()
}

// notLoaded is a message with its reasons, in their own words.
func notLoaded(l timeline.NotLoaded) fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.NewParagraph(l.Message)}
	for i, reason := range l.Reasons {
		if i > 0 {
			rows = append(rows, kit.NewCaption("or"))
		}
		rows = append(rows, kit.NewMutedParagraph(reason))
	}
	words := kit.TopLine(2, kit.NewIconSized(assets.Warning, theme.ColorNameWarning, 4.5), kit.Grow(kit.Column(0.75, rows...)))
	return container.NewStack(kit.NewPlate(look.WarningSoft, ""), kit.PadXY(3, 2, words))
}

// focusNotes goes to the person's own notes; false when no Activity is open.
func (n *pane) focusNotes() bool {
	if n.activity == nil {
		return false
	}
	kit.Focus(n.notes.field)
	return true
}
