package review

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/ui/kit"
)

// turn is the one that is read: where the caret is, if that is in sight, or else at the top.
func (r *reading) turn() int {
	top := r.text.Top()
	if s, text := r.text.Selection(); text != "" {
		return s.From.Turn
	}
	return top.Turn
}

// passage is what is selected, or else the turn that is read; ok is false without a transcript.
func (r *reading) passage() (s marks.Span, ok bool) {
	if r.call == nil || len(r.call.Turns) == 0 {
		return s, false
	}
	if selected, text := r.text.Selection(); text != "" {
		return keptSpan(selected), true
	}
	return wholeTurn(r.call, r.turn()), true
}

// focusFind goes to the search in the transcript, and tells whether there is one.
func (r *reading) focusFind() bool {
	if r.call == nil || len(r.call.Turns) == 0 {
		return false
	}
	r.find.Focus()
	return true
}

// endFind takes the marks of a search away, and tells whether there was one.
func (r *reading) endFind() bool {
	if query, _, _ := r.text.Found(); query == "" {
		return false
	}
	r.text.Find("")
	return true
}

// openInGong opens the call's page in Gong at the second in which a turn begins.
func (r *reading) openInGong(turn int) {
	if r.call == nil || r.call.URL == "" || r.page.needs.Routes.Browser == nil {
		return
	}
	at := time.Duration(0)
	if turn < len(r.call.Turns) {
		at = r.call.Turns[turn].At
	}
	r.page.needs.Routes.Browser(export.LinkAt(r.call.URL, at))
}

// toggleSpeaker shows what somebody said alone, or all again.
func (r *reading) toggleSpeaker(name string) {
	if r.only == nil {
		r.only = map[string]bool{}
	}
	if r.only[name] {
		delete(r.only, name)
	} else {
		r.only[name] = true
	}
	r.showOnly()
}

// showOnly shows what the chosen speakers said.
func (r *reading) showOnly() {
	only := r.only
	if len(only) == 0 {
		only = nil
	}
	r.text.SetFilter(only)
	r.page.side.showSpeakers()
}

// menu is what else can be done with the call.
func (r *reading) menu() []*fyne.MenuItem {
	p, id := r.page, r.id
	read := kit.MenuItem("Mark as unread (U)", assets.Unread, func() { p.setRead(id, false) })
	if !p.gists[id].Read {
		read = kit.MenuItem("Mark as read (U)", assets.Check, func() { p.setRead(id, true) })
	}
	mode := func(words, value string) *fyne.MenuItem {
		item := fyne.NewMenuItem(words, func() { p.needs.Memory.Remember(readKey, value) })
		item.Checked = p.needs.Memory.Recall(readKey) == value
		return item
	}
	when := kit.MenuItem("Opening a call marks it read", assets.Eye, nil)
	when.ChildMenu = fyne.NewMenu("", mode("After a moment", ""), mode("At once", readAtOnce), mode("Never", readByHand))
	items := []*fyne.MenuItem{read, when, kit.MenuItem("Export… (Ctrl+E)", assets.Export, p.export)}
	for _, d := range r.call.Datasets {
		items = append(items, kit.MenuItem("Open the dataset “"+nameOf(p.names, d)+"”", assets.Datasets, func() { p.needs.Routes.Dataset(d) }))
	}
	return items
}
