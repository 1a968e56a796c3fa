package review

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"tamtam/core/marks"
	"tamtam/core/prose"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
)

// goal is a place to go to.
type goal struct {
	anchor *marks.Anchor
	turn   int // when there is no anchor; negative for where the person stopped reading
	query  string
}

// matching finds the query of a search as the search did, and all else as it is written.
func matching(query string) func(string) prose.Matcher {
	return func(text string) prose.Matcher {
		if text == query {
			return search.Finder(query, search.Options{})
		}
		return prose.Literal(text)
	}
}

// reach goes to a place; nil is none.
func (r *reading) reach(to *goal) {
	if to == nil || len(r.call.Turns) == 0 {
		return
	}
	if to.query != "" {
		r.text.Find(to.query)
	}
	switch {
	case to.anchor != nil:
		span, found := to.anchor.Find(r.call.Turns)
		if !found {
			r.page.needs.Stage.Toast(kit.Warn, sayNotSaid)
			break
		}
		r.goTo(span)
	case to.turn >= 0:
		r.goTo(wholeTurn(r.call, to.turn))
	}
	kit.Focus(r.text)
}

// goTo shows a passage and selects it. What only others say is shown again if it has to be.
func (r *reading) goTo(s marks.Span) {
	if turn := min(s.Turn, len(r.call.Turns)-1); len(r.only) > 0 && !r.only[r.call.Turns[turn].Speaker] {
		r.only = nil
		r.showOnly()
	}
	passage := shownSpan(s)
	r.text.ScrollTo(passage.To)
	r.text.ScrollTo(passage.From)
	r.text.Select(passage)
}

// shownSpan is a passage as the reader has it, keptSpan as marks have it.
func shownSpan(s marks.Span) reader.Span {
	return reader.Span{From: reader.Place{Turn: s.Turn, Rune: s.From}, To: reader.Place{Turn: s.ToTurn, Rune: s.To}}
}

func keptSpan(s reader.Span) marks.Span {
	return marks.Span{Turn: s.From.Turn, From: s.From.Rune, ToTurn: s.To.Turn, To: s.To.Rune}
}

// nextHeard goes to the next of the times at which a tracker was heard, or one of its phrases unless that is "", behind what is read: to the
// very words where the turn says them. Where Gong does not say the times, it goes to the next place that says the words.
func (r *reading) nextHeard(times []time.Duration, tracker, phrase string) {
	if len(r.call.Turns) == 0 {
		return
	}
	if len(times) == 0 {
		words := cmp.Or(phrase, tracker)
		if query, _, _ := r.text.Found(); query == words {
			r.text.Next()
		} else {
			r.text.Find(words)
		}
		return
	}
	turn := review.Next(r.call.TurnsAt(times), r.turn())
	span := wholeTurn(r.call, turn)
	if i := slices.IndexFunc(r.phrases, func(s review.Said) bool {
		return s.Turn == turn && s.Tracker == tracker && (phrase == "" || s.Phrase == phrase)
	}); i >= 0 {
		span = phraseSpan(r.phrases[i])
	}
	r.goTo(span)
}

// phraseSpan is the passage that says a phrase.
func phraseSpan(s review.Said) marks.Span {
	return marks.Span{Turn: s.Turn, From: s.From, ToTurn: s.Turn, To: s.To}
}

// nextTopic goes to the next turn that begins a topic, behind what is read.
func (r *reading) nextTopic(name string) {
	if turn := review.Next(review.Starts(r.call.TopicTurns(name)), r.turn()); turn >= 0 {
		r.goTo(wholeTurn(r.call, turn))
	}
}

func (r *reading) goToTime(at time.Duration) {
	if len(r.call.Turns) > 0 {
		r.goTo(wholeTurn(r.call, r.call.TurnAt(at)))
	}
}

// wholeTurn is a turn's whole text.
func wholeTurn(c *review.Conversation, turn int) marks.Span {
	turn = max(0, min(turn, len(c.Turns)-1))
	return marks.Span{Turn: turn, ToTurn: turn, To: utf8.RuneCountInString(strings.Join(c.Turns[turn].Lines, "\n"))}
}
