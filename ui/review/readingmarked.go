package review

import (
	"context"

	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/reader"
	"tamtam/ui/task"
)

// marked shows what was made of a call, if it is the one that is open.
func (r *reading) marked(m marks.Marks) {
	if r.call == nil || r.call.ID != m.Call {
		return
	}
	r.marks = m
	r.head.show()
	r.showMarks()
	r.page.side.showMarks()
}

// showMarks shows highlights, notes and trackers in the transcript.
func (r *reading) showMarks() {
	if len(r.call.Turns) == 0 {
		return
	}
	r.located = r.marks.Locate(r.call.Turns)
	var all []reader.Mark
	for _, p := range r.phrases {
		all = append(all, reader.Mark{Span: shownSpan(phraseSpan(p)), Kind: reader.Tracker})
	}
	for _, h := range r.marks.Highlights {
		if s, found := r.located.Spans[h.ID]; found {
			all = append(all, reader.Mark{Span: shownSpan(s), Kind: reader.Highlight})
		}
	}
	for _, n := range r.marks.Notes {
		if s, found := r.located.Spans[n.ID]; found {
			all = append(all, reader.Mark{Span: shownSpan(s), Kind: reader.Note})
		}
	}
	r.text.SetMarks(all)
}

// follow keeps where the passages of notes and highlights stand in a transcript that has changed, so that they are found after the next change,
// too. What is not there stays as it was.
func (r *reading) follow(turns []text.Turn) {
	r.page.change(r.call.ID, func(m *marks.Marks) error { m.Refresh(turns); return nil }, nil)
}

// hear finds what trackers heard in the transcript that is shown, and marks it there.
func (r *reading) hear(ctx context.Context) {
	call := r.call
	if len(call.Turns) == 0 || len(call.Heard) == 0 {
		r.phrases = nil
		return
	}
	task.DoContext(ctx, r.page.scope, func(context.Context) ([]review.Said, error) { return call.Said(), nil }, func(said []review.Said, _ error) {
		r.phrases = said
		r.showMarks()
	})
}
