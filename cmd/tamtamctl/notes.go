package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/humane"
)

// marksAnswer is what a person made of a call.
type marksAnswer struct {
	CallID     core.CallID       `json:"callId"`
	Title      string            `json:"title,omitempty"`
	Started    time.Time         `json:"started,omitzero"`
	Star       bool              `json:"star"`
	Read       time.Time         `json:"read,omitzero"`
	Tags       []string          `json:"tags"`
	Notes      []noteAnswer      `json:"notes"`
	Highlights []highlightAnswer `json:"highlights"`
}

type noteAnswer struct {
	ID      string         `json:"id"`
	Text    string         `json:"text"`
	Created time.Time      `json:"created"`
	Changed time.Time      `json:"changed"`
	Passage *passageAnswer `json:"passage,omitempty"` // missing for a note to the call
}

type highlightAnswer struct {
	ID      string        `json:"id"`
	Ink     marks.Ink     `json:"ink"`
	Passage passageAnswer `json:"passage"`
}

// passageAnswer is a passage as it was marked, and the turn it stands in now; that is missing where the transcript does not say it any more.
type passageAnswer struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker,omitempty"`
	At      string `json:"at"`
	Turn    *int   `json:"turn,omitempty"`
}

// describeMarks says what a person made of a call; spans says where its passages are found.
func describeMarks(m marks.Marks, spans map[string]marks.Span) marksAnswer {
	a := marksAnswer{
		CallID: m.Call, Title: m.Title, Started: m.Started, Star: m.Star, Read: m.Read, Tags: append([]string{}, m.Tags...),
		Notes: []noteAnswer{}, Highlights: []highlightAnswer{},
	}
	passage := func(id string, at marks.Anchor) passageAnswer {
		p := passageAnswer{Text: at.Quote, Speaker: at.Speaker, At: text.Offset(at.At)}
		if s, found := spans[id]; found {
			p.Turn = &s.Turn
		}
		return p
	}
	for _, n := range m.Notes {
		note := noteAnswer{ID: n.ID, Text: n.Text, Created: n.Created, Changed: n.Changed}
		if n.Anchor != nil {
			p := passage(n.ID, *n.Anchor)
			note.Passage = &p
		}
		a.Notes = append(a.Notes, note)
	}
	for _, h := range m.Highlights {
		a.Highlights = append(a.Highlights, highlightAnswer{h.ID, h.Ink, passage(h.ID, h.Anchor)})
	}
	return a
}

// String writes the call in a line, and each note and highlight in lines below it.
func (a marksAnswer) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s", a.CallID, cmp.Or(a.Title, "(a call without a title)"))
	if !a.Started.IsZero() {
		fmt.Fprintf(&b, "  %s", clock(a.Started))
	}
	if a.Star {
		b.WriteString("  starred")
	}
	for _, tag := range a.Tags {
		b.WriteString("  #" + tag)
	}
	b.WriteByte('\n')
	for _, n := range a.Notes {
		if n.Passage != nil {
			n.Passage.write(&b)
		}
		fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(n.Text, "\n", "\n    "))
	}
	for _, h := range a.Highlights {
		h.Passage.write(&b)
	}
	return b.String()
}

func (p *passageAnswer) write(b *strings.Builder) {
	gone := ""
	if p.Turn == nil {
		gone = " (not in the transcript any more)"
	}
	fmt.Fprintf(b, "  %s  %s: “%s”%s\n", p.At, cmp.Or(p.Speaker, "Speaker"), strings.Join(strings.Fields(p.Text), " "), gone)
}

func listNotes(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	desk := review.New(c.store)
	answers := []marksAnswer{}
	var b strings.Builder
	for m, err := range c.store.AllMarks() {
		if err != nil {
			return partly(len(answers)), err
		}
		if c.has("call") && !slices.Contains(strings.Split(c.flags["call"], ","), string(m.Call)) || c.has("tag") && !m.Tagged(c.flags["tag"]) {
			continue
		}
		a, err := c.located(ctx, desk, m)
		if err != nil {
			return 0, err
		}
		answers = append(answers, a)
		b.WriteString(a.String())
	}
	if len(answers) == 0 {
		b.WriteString("There are no marks here. To add a note: tamtamctl notes add CALL TEXT\n")
	}
	return exitDone, c.answer(answers, b.String())
}

// located describes a call's marks with the turns that their passages are found in. The transcript of a call that no dataset holds finds none.
func (c *command) located(ctx context.Context, desk *review.Desk, m marks.Marks) (marksAnswer, error) {
	anchored := len(m.Highlights) > 0 || slices.ContainsFunc(m.Notes, func(n marks.Note) bool { return n.Anchor != nil })
	if !anchored {
		return describeMarks(m, nil), nil
	}
	opened, err := desk.Open(ctx, m.Call)
	if err != nil && !core.Is(err, core.NotFound) {
		return marksAnswer{}, err
	}
	return describeMarks(m, m.Locate(opened.Turns).Spans), nil
}

func addNote(ctx context.Context, c *command) (int, error) {
	var at *marks.Anchor
	if c.has("turn") {
		opened, whole, err := c.turn(ctx)
		if err != nil {
			return 0, err
		}
		anchor, err := marks.NewAnchor(opened.Turns, whole)
		if err != nil {
			return 0, err
		}
		at = &anchor
	}
	return c.mark(ctx, func(m *marks.Marks) error {
		_, err := m.AddNote(strings.Join(c.words[1:], " "), at, core.SystemClock{}.Now())
		return err
	})
}

// turn opens the call that the first name says, and finds the whole of the turn that --turn says.
func (c *command) turn(ctx context.Context) (opened review.Conversation, whole marks.Span, err error) {
	turn, err := strconv.Atoi(c.flags["turn"])
	if err != nil || turn < 0 {
		return opened, whole, usagef("--turn takes the number of a turn, from 0, not %q", c.flags["turn"])
	}
	if err := c.open(ctx); err != nil {
		return opened, whole, err
	}
	if opened, err = review.New(c.store).Open(ctx, core.CallID(c.words[0])); err != nil {
		return opened, whole, err
	}
	if turn >= len(opened.Turns) {
		return opened, whole, core.Errorf(core.NotFound, "find the turn", "the transcript has %s", humane.Count(len(opened.Turns), "turn", "turns"))
	}
	size := len(strings.Join(opened.Turns[turn].Lines, "\n")) // in bytes, which are as many as runes at least
	return opened, marks.Span{Turn: turn, ToTurn: turn, To: size}, nil
}

func exportNotes(ctx context.Context, c *command) (int, error) {
	write := marks.Export
	switch f := c.flag("format", "jsonl"); f {
	case "jsonl":
	case "md":
		write = marks.Markdown
	default:
		return 0, usagef("--format is jsonl or md, not %q", f)
	}
	if !c.has("out") {
		return 0, usagef("notes export needs --out FILE")
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	path, err := export.File(filepath.Dir(c.flags["out"]), filepath.Base(c.flags["out"]), func(w io.Writer) error {
		return write(w, c.store.Personal())
	})
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(map[string]any{"file": path}, path+"\n")
}

// takenAnswer counts what was new in an import of marks.
type takenAnswer struct {
	Calls    int `json:"calls"`
	Quotes   int `json:"quotes"`
	Searches int `json:"searches"`
}

func importNotes(ctx context.Context, c *command) (int, error) {
	f, err := os.Open(c.words[0])
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines, err := marks.Import(f)
	if err != nil {
		return 0, err
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	t, err := c.store.TakeIn(lines)
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(takenAnswer(t), fmt.Sprintf("New or changed: the marks of %s, %s, %s.\n", humane.Count(t.Calls, "call", "calls"),
		humane.Count(t.Quotes, "quote", "quotes"), humane.Count(t.Searches, "saved search", "saved searches")))
}
