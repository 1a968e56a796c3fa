package search

import (
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/review"
)

// alternatives are the operators of which several with the same name mean any of them; of the others all must hold.
var alternatives = []string{"speaker", "side", "topic", "company", "dataset"}

// all tells whether conditions hold together: of alternatives one of each name, of all others each.
func all(conditions []condition, holds func(condition) bool) bool {
	asked, met := 0, 0 // of the alternatives, a bit each
	for _, c := range conditions {
		i := slices.Index(alternatives, c.op)
		switch bit := 1 << max(i, 0); {
		case i < 0 || c.not:
			if holds(c) == c.not {
				return false
			}
		default:
			if asked |= bit; met&bit == 0 && holds(c) {
				met |= bit
			}
		}
	}
	return asked == met
}

// holds tells whether a call is as a condition says.
func (c condition) holds(call *review.Call, o Options, names map[core.DatasetID]string) bool {
	contains := func(s string) bool { return strings.Contains(index.Fold(s), c.value) }
	switch c.op {
	case "title":
		return contains(call.Title)
	case "company":
		return slices.ContainsFunc(call.Companies, contains) || slices.ContainsFunc(call.Objects, func(o digest.Object) bool {
			return o.Kind == digest.Account && contains(o.Name)
		})
	case "tracker":
		return slices.ContainsFunc(call.Trackers, func(t digest.Tracker) bool { return contains(t.Name) })
	case "before":
		return !call.Started.IsZero() && call.Started.Before(c.day)
	case "after":
		return !call.Started.Before(c.day)
	case "dataset":
		return slices.ContainsFunc(call.Datasets, func(id core.DatasetID) bool { return matchesDataset(c.value, names[id], id) })
	case "has":
		switch c.value {
		case "transcript":
			return call.HasTranscript
		case "tracker":
			return len(call.Trackers) > 0
		}
	}
	if o.Personal == nil {
		return false
	}
	mine := o.Personal(call.ID)
	switch {
	case c.op == "tag":
		return slices.ContainsFunc(mine.Tags, contains)
	case c.value == "note":
		return mine.Noted
	case c.value == "star":
		return mine.Starred
	case c.value == "tag":
		return len(mine.Tags) > 0
	case c.value == "highlight":
		return mine.Highlighted
	}
	return false
}

// turnsAllowed tells of each turn of a document whether it is as the conditions on turns say.
func (r *run) turnsAllowed(doc int) ([]bool, *index.Turns, error) {
	t, err := r.turns(doc)
	if err != nil {
		return nil, nil, err
	}
	if known, ok := r.allowed[doc]; ok {
		return known, t, nil
	}
	call := r.shelf.documents[doc].call
	type voice struct{ speaker, topic int }
	known := map[voice]bool{}
	allowed := make([]bool, len(t.Starts))
	for i := range allowed {
		v := voice{t.SpeakerOf[i], t.TopicOf[i]}
		ok, seen := known[v]
		if !seen {
			ok = all(r.query.turns, func(c condition) bool { return c.said(call, t, v.speaker, v.topic) })
			known[v] = ok
		}
		allowed[i] = ok
	}
	r.allowed[doc] = allowed
	return allowed, t, nil
}

// maySay tells whether a call could have a turn that is as a condition says, by what is known of it without its turns. The sides of a call's
// people are no help: its record and its transcript may tell of different days.
func (c condition) maySay(call *review.Call) bool {
	if c.op != "speaker" {
		return true
	}
	contains := func(s string) bool { return strings.Contains(index.Fold(s), c.value) }
	return slices.ContainsFunc(call.People, func(p digest.Person) bool { return contains(p.Name) || contains(p.Email) })
}

// said tells whether a turn is as a condition says. A call whose turns Gong gives no topics is about the topics of the whole call.
func (c condition) said(call *review.Call, t *index.Turns, speaker, topic int) bool {
	contains := func(s string) bool { return strings.Contains(index.Fold(s), c.value) }
	who := t.Speakers[speaker]
	switch c.op {
	case "speaker":
		return contains(who.Name) || slices.ContainsFunc(call.People, func(p digest.Person) bool { return p.Name == who.Name && contains(p.Email) })
	case "side":
		return strings.EqualFold(who.Side, c.value)
	case "topic":
		if len(t.Topics) == 0 {
			return slices.ContainsFunc(call.Topics, func(t digest.Topic) bool { return contains(t.Name) })
		}
		return topic >= 0 && contains(t.Topics[topic])
	}
	return true
}
