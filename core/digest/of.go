package digest

import (
	"cmp"
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// kindTranscript is the kind of a transcript's record, as core/datatype names it.
const kindTranscript = "Transcript"

// Of makes the digest of a call's record or of a transcript's. Whatever it cannot read of the record it leaves out.
func Of(r text.Record) Digest {
	d := Digest{
		ID: core.CallID(text.UnescapeID(r.ID)), Title: r.Value("Title"), Started: instant(r.Value("Started")), Duration: length(r.Value("Duration")),
		Scope: r.Value("Scope"), URL: r.Value("URL"), Private: r.Value("Private") == "true", Deleted: r.Value("Deleted in Gong") != "",
		Turns: len(r.Turns),
	}
	if r.Kind == kindTranscript {
		d.speakers(r)
		return d
	}
	for _, item := range r.Items("Attendees") {
		if p, _, ok := ParsePerson(item); ok {
			d.attend(p)
		}
	}
	for _, item := range r.Items("CRM") {
		if o, _, ok := ParseObject(item); ok {
			d.Objects = append(d.Objects, o)
		}
	}
	for _, item := range r.Items("Trackers") {
		if t, _, ok := ParseTracker(item); ok {
			d.Trackers = append(d.Trackers, t)
		}
	}
	for _, item := range r.Items("Topics") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 0 && i.Parts[0] != "" {
			d.Topics = append(d.Topics, Topic{Name: i.Parts[0], Length: length(last(i.Parts[1:]))})
		}
	}
	return d
}

// attend adds somebody. Gong lists who is in a call by phone and by computer twice; the record gives both one name.
func (d *Digest) attend(p Person) {
	for i := range d.People {
		if known := &d.People[i]; known.Name == p.Name {
			known.Complete(p)
			return
		}
	}
	d.People = append(d.People, p)
}

// Complete adds what is known of the same person elsewhere.
func (p *Person) Complete(from Person) {
	p.Email, p.Title, p.Side = cmp.Or(p.Email, from.Email), cmp.Or(p.Title, from.Title), cmp.Or(p.Side, from.Side)
}

func (d *Digest) speakers(r text.Record) {
	talked := map[string]time.Duration{}
	for _, item := range r.Items("Talk time") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 1 {
			talked[i.Parts[0]] = length(i.Parts[1])
		}
	}
	for _, item := range r.Items("Speakers") {
		if p, _, ok := ParsePerson(item); ok {
			p.Talked = talked[p.Name]
			d.attend(p)
		}
	}
	seen, listed := map[string]bool{}, map[string]bool{}
	for _, p := range d.People {
		listed[p.Name] = true
	}
	for _, t := range r.Turns {
		if t.Speaker != "" && !listed[t.Speaker] { // of a transcript that somebody wrote by hand
			listed[t.Speaker] = true
			d.People = append(d.People, Person{Name: t.Speaker, Side: t.Affiliation})
		}
		if t.Topic != "" && !seen[t.Topic] {
			seen[t.Topic] = true
			d.Topics = append(d.Topics, Topic{Name: t.Topic})
		}
	}
}

func last(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return parts[len(parts)-1]
}

func instant(s string) time.Time {
	t, err := text.ParseTime(s)
	if err != nil {
		return time.Time{}
	}
	return t
}

func length(s string) time.Duration {
	d, err := text.ParseDuration(s)
	if err != nil {
		return 0
	}
	return d
}
