package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/text"
)

// listen takes from the transcript who spoke, how long and how much.
func (c *Conversation) listen() {
	if c.Transcript == nil {
		return
	}
	c.Turns = c.Transcript.Turns
	place := map[string]int{}
	speaker := func(name string) *Speaker {
		i, known := place[name]
		if !known {
			i = len(c.Speakers)
			place[name] = i
			c.Speakers = append(c.Speakers, Speaker{Person: digest.Person{Name: name}})
		}
		return &c.Speakers[i]
	}
	for _, item := range c.Transcript.Items("Speakers") {
		if p, _, ok := digest.ParsePerson(item); ok {
			speaker(p.Name).Person = p
		}
	}
	for _, item := range c.Transcript.Items("Talk time") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 1 {
			s := speaker(i.Parts[0])
			s.Talked = length(i.Parts[1])
			if len(i.Parts) > 2 {
				s.Longest = length(strings.TrimPrefix(i.Parts[2], "longest "))
			}
		}
	}
	var words index.Splitter
	for i := range c.Turns {
		t := &c.Turns[i]
		s := speaker(t.Speaker)
		s.Turns++
		s.Side = cmp.Or(s.Side, t.Affiliation)
		for _, line := range t.Lines {
			words.Split(line, func([]byte, int, int) bool {
				s.Words++
				return true
			})
		}
	}
	c.known()
	slices.SortStableFunc(c.Speakers, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(b.Talked, a.Talked), cmp.Compare(b.Turns, a.Turns))
	})
	for _, s := range c.Speakers {
		c.talk(s.Side, s.Talked)
	}
}

// known adds to the speakers what the call's own record knows of them.
func (c *Conversation) known() {
	people := make(map[string]digest.Person, len(c.People))
	for _, p := range c.People {
		people[p.Name] = p
	}
	for i := range c.Speakers {
		c.Speakers[i].Complete(people[c.Speakers[i].Name])
	}
}

func (c *Conversation) talk(side string, talked time.Duration) {
	if talked <= 0 {
		return
	}
	if c.Talk == nil {
		c.Talk = map[string]time.Duration{}
	}
	c.Talk[side] += talked
}

// measured takes how long people spoke from what Gong measured, for a call without a transcript.
func (c *Conversation) measured() {
	sides := map[string]string{}
	for _, p := range c.People {
		sides[p.Name] = p.Side
	}
	for _, item := range c.Record.Items("Talk time") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 1 {
			c.talk(sides[i.Parts[0]], length(i.Parts[1]))
		}
	}
}

// heard reads "Objections, 2 (KEYWORD): 00:12:40, 00:13:20" and the lines of its terms, "too expensive, 2: 00:12:40, 00:13:20".
func heard(item string) (h Heard, ok bool) {
	t, line, ok := digest.ParseTracker(item)
	if !ok {
		return Heard{}, false
	}
	h = Heard{Name: t.Name, Count: t.Count, At: moments(line.Text)}
	if len(line.Notes) > 0 {
		h.Kind = line.Notes[0]
	}
	_, terms, _ := strings.Cut(item, "\n")
	for term := range strings.Lines(terms) {
		if t, line, ok := digest.ParseTracker(term); ok {
			h.Terms = append(h.Terms, Term{Text: t.Name, Count: t.Count, At: moments(line.Text)})
		}
	}
	return h, true
}

// moments reads places in a call, "00:12:40, 00:13:20". What is no such place is left out.
func moments(s string) []time.Duration {
	var all []time.Duration
	for one := range strings.SplitSeq(s, ", ") {
		if at, err := text.ParseOffset(one); err == nil {
			all = append(all, at)
		}
	}
	slices.Sort(all)
	return all
}

func length(s string) time.Duration {
	d, err := text.ParseDuration(s)
	if err != nil {
		return 0
	}
	return d
}
