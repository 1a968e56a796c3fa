package review

import (
	"cmp"
	"strings"

	"tamtam/core/digest"
	"tamtam/core/text"
)

// tell takes from the call's own record what it says beside the digest, and who was there.
func (c *Conversation) tell() {
	if r := c.Record; r != nil {
		for _, item := range r.Items("Trackers") {
			if h, ok := heard(item); ok {
				c.Heard = append(c.Heard, h)
			}
		}
		if c.Transcript == nil {
			c.measured()
		}
		c.Questions, c.Brief = r.Value("Questions"), r.Value("Brief")
		c.KeyPoints, c.NextSteps, c.Outline = r.Items("Key points"), r.Items("Next steps"), r.Items("Outline")
		for _, item := range r.Items("Comments") {
			if one, ok := comment(item); ok {
				c.Comments = append(c.Comments, one)
			}
		}
	}
	c.attendees()
}

// attendees are the people of the call, with how they took part.
func (c *Conversation) attendees() {
	notes := map[string][]string{}
	if c.Record != nil {
		for _, item := range c.Record.Items("Attendees") {
			if p, more, ok := digest.ParsePerson(item); ok {
				notes[p.Name] = append(notes[p.Name], more...)
			}
		}
	}
	c.Attendees = make([]Attendee, len(c.People))
	for i, p := range c.People {
		c.Attendees[i] = Attendee{Person: p, Notes: once(notes[p.Name])}
	}
}

// once leaves out what was said before: somebody who is in a call twice has attended twice.
func once(notes []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, note := range notes {
		if !seen[note] {
			seen[note] = true
			kept = append(kept, note)
		}
	}
	return kept
}

// comment reads "00:12:10 Ina Internal (to Rosa Gómez): thanks!".
func comment(item string) (c Comment, ok bool) {
	i, err := text.ParseItem(item)
	if err != nil {
		return Comment{}, false
	}
	c = Comment{By: first(i.Parts), Text: i.Text}
	if at, err := text.ParseOffset(i.At); err == nil {
		c.At = at
	}
	for _, note := range i.Notes {
		if to, is := strings.CutPrefix(note, "to "); is {
			c.To = to
		}
	}
	return c, cmp.Or(c.By, c.Text) != ""
}
