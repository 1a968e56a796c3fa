package datatype

import (
	"strconv"
	"strings"

	"tamtam/core/gong"
	"tamtam/core/text"
)

// people are the parties of one call, each under a name that no other person of the call has.
type people struct {
	list      []person
	bySpeaker map[gong.ID]int
	taken     map[string]bool
	unnamed   int // voices that takeSpeaker named
}

// person is a party of a call.
type person struct {
	party gong.Party
	// label is the name shown in turns and lists: the party's own, else the user's, else the e-mail or the phone number. A second
	// Jane Doe is Jane Doe 2, in the order in which Gong lists the parties; the same person listed twice keeps one label. "" when
	// nothing is known.
	label string
	email string
	// side is Internal, External, or "" when Gong does not know and the party is no user.
	side string
}

func peopleOf(c gong.Call, d *Directory) people {
	p := people{list: make([]person, len(c.Parties)), bySpeaker: map[gong.ID]int{}, taken: map[string]bool{}}
	same := map[string]string{} // user id or e-mail to label
	for i, party := range c.Parties {
		one := person{party: party, email: text.CleanLine(string(party.EmailAddress)), side: sideOf(party)}
		one.label = text.CleanLine(string(party.Name))
		user, known := d.User(party.UserID)
		if one.label == "" && known {
			one.label = fullName(user)
		}
		if one.email == "" && known {
			one.email = text.CleanLine(string(user.EmailAddress))
		}
		if one.label == "" {
			one.label = one.email
		}
		if one.label == "" {
			one.label = text.CleanLine(string(party.PhoneNumber))
		}
		one.label = p.distinct(one, same)
		p.list[i] = one
		if _, twice := p.bySpeaker[party.SpeakerID]; party.SpeakerID != "" && !twice {
			p.bySpeaker[party.SpeakerID] = i
		}
	}
	return p
}

// distinct is the person's label, numbered when another person of the call has it already.
func (p *people) distinct(one person, same map[string]string) string {
	if one.label == "" {
		return ""
	}
	keys := make([]string, 0, 2)
	if one.party.UserID != "" {
		keys = append(keys, "user "+string(one.party.UserID))
	}
	if one.email != "" {
		keys = append(keys, "mail "+strings.ToLower(one.email))
	}
	for _, key := range keys {
		if label, ok := same[key]; ok {
			return label
		}
	}
	label := p.take(one.label)
	for _, key := range keys {
		same[key] = label
	}
	return label
}

// take finds a free label: the name itself, else the name with the first free number.
func (p *people) take(name string) string {
	label := name
	for n := 2; p.taken[label]; n++ {
		label = name + " " + strconv.Itoa(n)
	}
	p.taken[label] = true
	return label
}

// takeSpeaker names a voice that no party owns: Speaker 1, Speaker 2.
func (p *people) takeSpeaker() string {
	for {
		p.unnamed++
		if label := "Speaker " + strconv.Itoa(p.unnamed); !p.taken[label] {
			p.taken[label] = true
			return label
		}
	}
}

// user finds the party that is the user.
func (p *people) user(id gong.ID) (person, bool) {
	for _, one := range p.list {
		if id != "" && one.party.UserID == id {
			return one, true
		}
	}
	return person{}, false
}

// party finds the party by its id in the call.
func (p *people) party(id gong.ID) (person, bool) {
	for _, one := range p.list {
		if id != "" && one.party.ID == id {
			return one, true
		}
	}
	return person{}, false
}

// item writes the person with label, e-mail and title; notes follow in parentheses.
func (p person) item(notes ...string) text.Item {
	item := text.Item{Email: p.email, Notes: notes}
	if p.label != p.email {
		item.Parts = []string{p.label}
	}
	if title := string(p.party.Title); title != "" {
		item.Parts = append(item.Parts, title)
		if len(item.Parts) == 1 {
			item.Parts = []string{"", title}
		}
	}
	return item
}

func sideOf(p gong.Party) string {
	switch strings.ToLower(string(p.Affiliation)) {
	case "internal":
		return "Internal"
	case "external":
		return "External"
	}
	if p.UserID != "" {
		return "Internal"
	}
	return ""
}
