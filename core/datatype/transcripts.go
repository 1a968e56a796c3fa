package datatype

import (
	"math"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var transcripts = Type{
	ID: core.Transcripts, Kind: "Transcript", Title: "Transcripts", Icon: "transcripts", ByTime: true,
	Description:    "Full call transcripts with timestamped speaker turns",
	Scopes:         []string{scopeTranscripts},
	OptionalScopes: []string{scopeCalls},
	Keys:           []string{"Title", "Private", "Started", "Duration", "URL", "Speakers", "Talk time"},
}

// Transcript writes what was said in a call, one turn for each monologue that holds words. The call brings title, date and names; it
// may hold only its metadata, or nothing when the account's key may not read calls: then everybody is Speaker 1, Speaker 2, in the
// order in which they speak. A monologue of nobody counts as one such speaker.
func Transcript(t gong.CallTranscript, c gong.Call, d *Directory) Entry {
	m := &c.MetaData
	id := t.CallID
	if id == "" {
		id = m.ID
	}
	r := text.New(transcripts.Kind, string(id))
	setHead(&r, m)
	r.Set("Duration", duration(m.Duration))
	r.Set("URL", string(m.URL))
	heard := listen(t.Transcript, peopleOf(c, d))
	r.List("Speakers", heard.speakers())
	r.List("Talk time", heard.talkTimes())
	r.Turns = heard.turns
	return Entry{Sort: newestFirst(m.Started.Time), Record: r}
}

// voice is somebody who speaks in a transcript.
type voice struct {
	person person
	// talked is the sum of the sentences' times; longest is the greatest such sum between two sentences of others.
	talked, longest, streak time.Duration
}

// hearing goes through a transcript once and keeps who speaks, in order of appearance, and the turns.
type hearing struct {
	who    people
	voices []voice
	byID   map[gong.ID]int
	turns  []text.Turn
}

func listen(monologues []gong.Monologue, who people) hearing {
	h := hearing{who: who, byID: make(map[gong.ID]int, len(who.list)+1)}
	r := text.Record{Turns: make([]text.Turn, 0, len(monologues))}
	var lines []string
	last := -1
	for i := range monologues {
		m := &monologues[i]
		lines = lines[:0]
		at, begun := time.Duration(0), false
		var spoken time.Duration
		for j := range m.Sentences {
			s := &m.Sentences[j]
			if !begun && s.Text != "" {
				at, begun = s.Start.Duration(), true
			}
			lines = append(lines, s.Text)
			spoken = plus(spoken, max(s.End.Duration(), 0)-max(s.Start.Duration(), 0))
		}
		n := h.voice(m.SpeakerID)
		v := &h.voices[n]
		r.Say(text.Turn{At: at, Speaker: v.person.label, Affiliation: v.person.side, Topic: string(m.Topic), Lines: lines})
		if end := len(r.Turns) - 1; r.Turns[end].Lines == nil {
			r.Turns = r.Turns[:end] // no words: nothing was said
		}
		if n != last {
			v.streak, last = 0, n
		}
		v.streak = plus(v.streak, spoken)
		v.talked, v.longest = plus(v.talked, spoken), max(v.longest, v.streak)
	}
	if len(r.Turns) > 0 {
		h.turns = r.Turns
	}
	return h
}

// voice finds the speaker, who joins the call's parties by its id, or names one that no party owns.
func (h *hearing) voice(id gong.ID) int {
	if n, ok := h.byID[id]; ok {
		return n
	}
	var one person
	if i, ok := h.who.bySpeaker[id]; ok {
		one = h.who.list[i]
	}
	if one.label == "" {
		one.label = h.who.takeSpeaker()
	}
	same := func(v voice) bool { return v.person.label == one.label } // somebody who is in the call twice, by phone and by computer
	n := slices.IndexFunc(h.voices, same)
	if n < 0 {
		n = len(h.voices)
		h.voices = append(h.voices, voice{person: one})
	}
	h.byID[id] = n
	return n
}

func (h *hearing) speakers() []string {
	items := make([]string, len(h.voices))
	for i, v := range h.voices {
		items[i] = v.person.item(v.person.side).String()
	}
	return items
}

func (h *hearing) talkTimes() []string {
	items := make([]string, 0, len(h.voices))
	for _, v := range h.voices {
		if v.talked > 0 {
			parts := []string{v.person.label, text.Duration(v.talked), "longest " + text.Duration(v.longest)}
			items = append(items, text.Item{Parts: parts}.String())
		}
	}
	return items
}

// plus adds a length of time that is not negative; a sum beyond the range stays at its end.
func plus(sum, d time.Duration) time.Duration {
	if d = max(d, 0); sum > math.MaxInt64-d {
		return math.MaxInt64
	}
	return sum + d
}
