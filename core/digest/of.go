package digest

import (
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// The kinds of records that have a digest, as core/datatype names them.
const (
	kindCall       = "Call"
	kindTranscript = "Transcript"
)

// Has tells whether records of the kind have a digest.
func Has(kind string) bool { return kind == kindCall || kind == kindTranscript }

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
		if p, ok := person(item); ok {
			d.People = append(d.People, p)
		}
	}
	for _, item := range r.Items("CRM") {
		if o, ok := object(item); ok {
			d.Objects = append(d.Objects, o)
		}
	}
	for _, item := range r.Items("Trackers") {
		d.tracker(item)
	}
	for _, item := range r.Items("Topics") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 0 && i.Parts[0] != "" {
			d.Topics = append(d.Topics, Topic{Name: i.Parts[0], Length: length(last(i.Parts[1:]))})
		}
	}
	return d
}

func (d *Digest) speakers(r text.Record) {
	talked := map[string]time.Duration{}
	for _, item := range r.Items("Talk time") {
		if i, err := text.ParseItem(item); err == nil && len(i.Parts) > 1 {
			talked[i.Parts[0]] = length(i.Parts[1])
		}
	}
	for _, item := range r.Items("Speakers") {
		if p, ok := person(item); ok {
			p.Talked = talked[p.Name]
			d.People = append(d.People, p)
		}
	}
	seen := map[string]bool{}
	for _, t := range r.Turns {
		if t.Topic != "" && !seen[t.Topic] {
			seen[t.Topic] = true
			d.Topics = append(d.Topics, Topic{Name: t.Topic})
		}
	}
}

// person reads "Jane Doe <jane@acme.com>, VP Sales (External, invited, attended)".
func person(item string) (Person, bool) {
	i, err := text.ParseItem(item)
	if err != nil {
		return Person{}, false
	}
	p := Person{Email: i.Email}
	if len(i.Parts) > 0 {
		p.Name, p.Title = i.Parts[0], last(i.Parts[1:])
	}
	if p.Name == "" {
		p.Name = p.Email
	}
	for _, note := range i.Notes {
		if note == Internal || note == External {
			p.Side = note
		}
	}
	return p, p.Name != ""
}

// object reads "Opportunity, Acme renewal, Discovery, 7000 (Salesforce 006B)".
func object(item string) (Object, bool) {
	i, err := text.ParseItem(item)
	if err != nil || len(i.Parts) == 0 {
		return Object{}, false
	}
	o := Object{Kind: i.Parts[0]}
	if len(i.Parts) > 1 {
		o.Name = i.Parts[1]
	}
	if len(i.Notes) > 0 {
		o.System, o.ID, _ = strings.Cut(i.Notes[0], " ")
	}
	return o, o.Name != "" || o.ID != ""
}

// tracker reads the first line of "Competitors, 3 (KEYWORD): 00:00:32, 00:12:10".
func (d *Digest) tracker(item string) {
	line, _, _ := strings.Cut(item, "\n")
	i, err := text.ParseItem(line)
	if err != nil || len(i.Parts) == 0 || i.Parts[0] == "" {
		return
	}
	t := Tracker{Name: i.Parts[0]}
	if n, err := strconv.Atoi(last(i.Parts[1:])); err == nil {
		t.Count = n
	} else if i.Text != "" {
		t.Count = 1 + strings.Count(i.Text, ", ")
	}
	d.Trackers = append(d.Trackers, t)
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
