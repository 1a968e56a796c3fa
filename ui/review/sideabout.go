package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/digest"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// whoSpeaks lists how the time was shared, and who spoke how long; each can be ticked to read alone.
func (s *side) whoSpeaks() (lines []fyne.CanvasObject) {
	c := s.call
	ours, theirs := c.Talk[digest.Internal], c.Talk[digest.External]
	total := c.Talk[""] + ours + theirs
	if ours > 0 && theirs > 0 {
		words := kit.NewCaption("We spoke " + humane.Percent(c.Share(digest.Internal)) + ", they " + humane.Percent(c.Share(digest.External)))
		words.Shrink = true
		bar := kit.NewProgressBar()
		bar.Value = c.Share(digest.Internal)
		lines = append(lines, kit.Column(1, words, bar))
	}
	for _, p := range c.Speakers {
		row := newSpeakerRow(p, share(p.Talked, total), s.page.reading.text.Ink(p.Name), func() { s.page.reading.toggleSpeaker(p.Name) })
		s.speakers[p.Name] = row
		lines = append(lines, row)
	}
	if longest, ok := c.Monologue(); ok {
		lines = append(lines, factLine("Longest monologue", joined(humane.Duration(longest.Longest), longest.Name)))
	}
	if c.Questions != "" {
		lines = append(lines, factLine("Questions", c.Questions))
	}
	return lines
}

func share(part, whole time.Duration) float64 {
	if whole <= 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// factLine is a name with its value.
func factLine(name, value string) fyne.CanvasObject {
	return kit.Column(0, kit.NewCaption(name), kit.NewParagraph(value))
}

// showSpeakers ticks who is read alone.
func (s *side) showSpeakers() {
	for name, row := range s.speakers {
		row.set(s.page.reading.only[name])
	}
}

func (s *side) attendees() (lines []fyne.CanvasObject) {
	for _, a := range s.call.Attendees {
		about := kit.NewCaption(joined(a.Title, strings.Join(a.Notes, ", ")))
		about.Shrink = true
		side := kit.NewBadge(a.Side, kit.Neutral)
		if a.Side == digest.External {
			side.Tone, side.Icon = kit.Accent, assets.Outside
		}
		side.Refresh()
		side.Hidden = a.Side == ""
		row := kit.Column(0.25, kit.Line(1, kit.Grow(kit.NewText(a.Name)), side), about)
		about.Hidden = about.Text == ""
		lines = append(lines, kit.NewTip(joined(append([]string{a.Email}, a.Notes...)...), row))
	}
	return lines
}

// trackers lists what was heard; pressing one goes to where it was said next.
func (s *side) trackers() (lines []fyne.CanvasObject) {
	heard := slices.Clone(s.call.Heard)
	slices.SortStableFunc(heard, func(a, b review.Heard) int { return cmp.Compare(b.Count, a.Count) })
	for _, h := range heard {
		lines = append(lines, newJump(h.Name, humane.Number(h.Count), sayJump(h.Name), func() { s.page.reading.nextHeard(h.At, h.Name, "") }))
		for _, term := range h.Terms {
			row := newJump("“"+term.Text+"”", humane.Number(term.Count), sayJump(term.Text), func() { s.page.reading.nextHeard(term.At, h.Name, term.Text) })
			lines = append(lines, kit.Line(0, kit.Sized(3, 0, kit.Spring()), kit.Grow(row)))
		}
	}
	return lines
}

// topics lists what was talked about; pressing one goes to where that begins next.
func (s *side) topics() (lines []fyne.CanvasObject) {
	for _, t := range s.call.Topics {
		lines = append(lines, newJump(t.Name, sayLength(t.Length), sayJump(t.Name), func() { s.page.reading.nextTopic(t.Name) }))
	}
	return lines
}

func (s *side) scorecards() (lines []fyne.CanvasObject) {
	for _, card := range s.call.Scorecards {
		lines = append(lines, kit.NewText(card.Name))
		about := kit.NewCaption(joined(sayDay(card.At, s.page.needs.Clock.Now()), card.Reviewer, card.Reviewed))
		about.Shrink = true
		lines = append(lines, about)
		for _, a := range card.Answers {
			question := kit.NewMutedParagraph(a.Question)
			answer := kit.NewParagraph(joined(a.Chosen, a.Text, strings.Join(a.Notes, ", ")))
			lines = append(lines, kit.Column(0.25, question, answer))
		}
	}
	return lines
}

func (s *side) objects() (lines []fyne.CanvasObject) {
	for _, o := range s.call.Objects {
		name := cmp.Or(o.Name, o.ID)
		var head fyne.CanvasObject = kit.NewText(name)
		if o.Kind == digest.Account && o.Name != "" {
			head = newJump(name, "", "All about "+name, func() { s.page.needs.Routes.Company(name) })
		}
		about := kit.NewCaption(joined(append([]string{o.Kind, o.System}, o.Details...)...))
		about.Shrink = true
		lines = append(lines, kit.Column(0.25, head, about))
		for _, field := range o.Fields {
			p := kit.NewMutedParagraph(field)
			lines = append(lines, p)
		}
	}
	return lines
}

// comments lists what was written to the call in Gong; pressing one goes to its time.
func (s *side) comments() (lines []fyne.CanvasObject) {
	for _, c := range s.call.Comments {
		row := newJump(c.By, text.Offset(c.At), "Go to "+text.Offset(c.At), func() { s.page.reading.goToTime(c.At) })
		lines = append(lines, kit.Column(0.25, row, kit.NewParagraph(c.Text)))
	}
	return lines
}

// spanText is what a passage says, in one line.
func spanText(c *review.Conversation, s marks.Span) string {
	var all []string
	for i := s.Turn; i <= s.ToTurn && i < len(c.Turns); i++ {
		all = append(all, cutTurn(c.Turns, i, s))
	}
	return strings.ReplaceAll(strings.Join(all, " "), "\n", " ")
}
