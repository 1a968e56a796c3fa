package gongsim

import (
	"strconv"
	"strings"
	"time"
)

// gather decides who was invited, who came and who spoke.
func (s *Sim) gather(c *Call, d *dice) {
	s.addUser(c, d, int(c.entry.host), 'S', true)
	switch c.entry.kind {
	case internal:
		for k, role := range []byte{'B', 'C', 'T', 'C', 'B'} {
			if k < 2 || d.chance(50) {
				s.addUser(c, d, d.below(s.o.Users), role, k < 4)
			}
		}
	case voicemail:
		s.addContact(c, d, 0, false)
	case brief:
		s.addContact(c, d, d.below(c.account.contacts), true)
	default:
		if d.chance(45) {
			s.addUser(c, d, d.below(s.o.Users), 'T', true)
		}
		if d.chance(10) {
			s.addUser(c, d, d.below(s.o.Users), 'T', false) // invited only
		}
		first := d.below(c.account.contacts)
		for k := range min(c.account.contacts, d.between(1, 4)) {
			s.addContact(c, d, (first+k)%c.account.contacts, k == 0 || d.chance(75))
		}
		if d.chance(5) {
			s.addCaller(c, d)
		}
	}
	s.mislay(c, d)
}

func (s *Sim) addUser(c *Call, d *dice, user int, role byte, speaks bool) {
	u := s.users[user]
	for i := range c.Parties {
		if c.Parties[i].UserID == u.ID {
			return
		}
	}
	p := Party{Name: u.Name(), Email: u.Email, Title: u.Title, Phone: u.Phone, UserID: u.ID, Affiliation: "Internal"}
	if d.chance(10) {
		p.Email = strings.ToUpper(p.Email[:1]) + p.Email[1:]
	}
	if s.o.CRM != NoCRM && c.entry.kind != internal {
		p.Links = []Link{{System: s.crmSystem(), Objects: []Object{s.userObject(user)}}}
	}
	s.add(c, d, p, speaker{first: u.First, role: role, user: user}, speaks)
}

func (s *Sim) addContact(c *Call, d *dice, n int, speaks bool) {
	k := s.contact(c.account, n)
	p := Party{Name: k.name(), Email: k.email, Title: k.title, Phone: k.phone, Affiliation: "External"}
	if c.hostile >= 0 && n == 0 {
		p.Name, p.Title = k.name()+`, "VP" (of <all>)`, "=cmd|'/c calc'!A0"
	}
	if d.chance(12) {
		p.Title = ""
	}
	role := byte('B')
	for _, sp := range c.speakers {
		if sp.role == 'B' {
			role = 'C'
		}
	}
	s.add(c, d, p, speaker{first: k.first, role: role, user: -1}, speaks)
	s.linkContact(&c.Parties[len(c.Parties)-1], c.account, k)
}

// addCaller adds somebody who dialled in and is known by a number only.
func (s *Sim) addCaller(c *Call, d *dice) {
	name := "Phone Caller #" + strconv.Itoa(d.between(1, 9))
	s.add(c, d, Party{Name: name, Affiliation: "Unknown"}, speaker{first: pick(d, firsts), role: 'C', user: -1}, true)
}

func (s *Sim) add(c *Call, d *dice, p Party, sp speaker, speaks bool) {
	n, k := int(c.entry.n), len(c.Parties)
	p.ID = id(s.o.Seed, forParty, n, k)
	if speaks {
		p.Methods = []string{"Attendee"}
		if d.chance(80) && p.Email != "" {
			p.Methods = []string{"Invitee", "Attendee"}
		}
		p.SpeakerID = id(s.o.Seed, forParty, n, k+100)
		sp.id, sp.party, sp.pace = p.SpeakerID, k, 0.88+0.24*d.part()
		c.speakers = append(c.speakers, sp)
	} else {
		p.Methods = []string{"Invitee"}
	}
	c.Parties = append(c.Parties, p)
}

// mislay takes away what Gong does not know of some calls: the whole list of parties, or which of them a voice belongs to.
func (s *Sim) mislay(c *Call, d *dice) {
	if c.Meta.ClientID != "" {
		c.Parties = nil
		return
	}
	if last := len(c.speakers) - 1; last > 0 && d.chance(1.5) {
		sp := &c.speakers[last]
		c.Parties[sp.party].SpeakerID = ""
		if d.chance(50) {
			sp.id = ""
		}
	}
}

// remark adds the comments that users left.
func (s *Sim) remark(c *Call) {
	d := throw(s.o.Seed, forComment, int(c.entry.n))
	count := 0
	if d.chance(14) {
		count = d.between(1, 3)
	}
	if c.hostile >= 0 || c.edits > 0 {
		count++
	}
	texts := []string{
		"Great question here", "Listen to how the objection is handled", "We should follow up on this", "Nice recap 👏", "Price came up too early, I think",
		"Adding this to the onboarding playlist", "Competitor mentioned", "@all worth five minutes", "Let us prepare an answer for next time",
	}
	for k := range count {
		at := time.Duration(d.part() * 0.9 * float64(c.Duration)).Truncate(10 * time.Millisecond)
		m := Comment{
			ID: id(s.o.Seed, forComment, int(c.entry.n), k), User: s.users[d.below(s.o.Users)].ID, Text: pick(&d, texts), From: at,
			To: at + time.Duration(d.between(5, 40))*time.Second, Posted: time.UnixMicro(c.entry.ends).Add(time.Duration(d.between(1, 9000)) * time.Minute).In(s.zone),
			DuringCall: d.chance(5),
		}
		if m.DuringCall {
			m.Posted = c.Started.Add(at)
		}
		m.Posted = m.Posted.Truncate(time.Second)
		if k > 0 && d.chance(40) {
			m.InReplyTo = c.Comments[0].ID
		}
		if k == count-1 && c.hostile >= 0 {
			m.Text = hostileSpeech[c.hostile%len(hostileSpeech)]
		}
		c.Comments = append(c.Comments, m)
	}
}
