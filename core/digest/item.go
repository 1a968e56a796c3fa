package digest

import (
	"strconv"
	"strings"

	"tamtam/core/text"
)

// ParsePerson reads an item of Attendees or of Speakers, "Jane Doe <jane@acme.com>, VP Sales (External, invited, attended)": who it is, and
// what the notes say beside the side. ok is false when it names nobody.
func ParsePerson(item string) (p Person, notes []string, ok bool) {
	i, err := text.ParseItem(item)
	if err != nil {
		return Person{}, nil, false
	}
	p.Email = i.Email
	if len(i.Parts) > 0 {
		p.Name, p.Title = i.Parts[0], last(i.Parts[1:])
	}
	if p.Name == "" {
		p.Name = p.Email
	}
	for _, note := range i.Notes {
		switch note {
		case Internal, External:
			p.Side = note
		case unknown:
		default:
			notes = append(notes, note)
		}
	}
	return p, notes, p.Name != ""
}

// unknown is what Gong says of somebody whose side it does not know.
const unknown = "Unknown"

// ParseObject reads an item of CRM, "Opportunity, Acme renewal, Discovery, 7000 (Salesforce 006B)": the object, and what the call says of it
// beside its name. The system's name may hold spaces, the id does not. ok is false when it has neither name nor id.
func ParseObject(item string) (o Object, details []string, ok bool) {
	i, err := text.ParseItem(item)
	if err != nil || len(i.Parts) == 0 {
		return Object{}, nil, false
	}
	o.Kind = i.Parts[0]
	if len(i.Parts) > 1 {
		o.Name = i.Parts[1]
	}
	for _, detail := range i.Parts[min(2, len(i.Parts)):] {
		if detail != "" {
			details = append(details, detail)
		}
	}
	if len(i.Notes) > 0 {
		o.System, o.ID = i.Notes[0], ""
		if space := strings.LastIndexByte(i.Notes[0], ' '); space >= 0 {
			o.System, o.ID = i.Notes[0][:space], i.Notes[0][space+1:]
		}
	}
	return o, details, o.Name != "" || o.ID != ""
}

// ParseTracker reads the first line of an item of Trackers, "Competitors, 3 (KEYWORD): 00:00:32, 00:12:10": the tracker, and the line as an
// item. Where Gong does not count, the times are. ok is false when it has no name.
func ParseTracker(item string) (t Tracker, line text.Item, ok bool) {
	first, _, _ := strings.Cut(item, "\n")
	line, err := text.ParseItem(first)
	if err != nil || len(line.Parts) == 0 || line.Parts[0] == "" {
		return Tracker{}, text.Item{}, false
	}
	t.Name = line.Parts[0]
	if n, err := strconv.Atoi(last(line.Parts[1:])); err == nil {
		t.Count = n
	} else if line.Text != "" {
		t.Count = 1 + strings.Count(line.Text, ", ")
	}
	return t, line, true
}
