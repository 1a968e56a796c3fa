package gongsim

import (
	"strconv"
	"time"
)

// Call is one conversation as the account holds it, without what was said.
type Call struct {
	ID, Title string // an empty title is null
	Host      string // user id
	Workspace string
	Language  string // ISO 639-2
	Private   bool
	Started   time.Time
	Scheduled time.Time // zero is null
	Duration  time.Duration
	Meta      Meta
	// Parties are the people invited or present; nil for the few imported calls of which Gong knows none.
	Parties []Party
	// Links are the CRM objects of the call, with their fields of today.
	Links []Link
	// Comments are the public ones.
	Comments []Comment
	// TranscriptAt is when the transcript appears; zero if it never does.
	TranscriptAt time.Time

	backstage
}

// backstage is what a call is made of.
type backstage struct {
	entry    entry
	speakers []speaker
	account  account
	deals    []deal
	hostile  int // which of the hostile texts it carries; -1 for none
	edits    int
}

// Meta is the rest of what Gong says about a call as such. Empty texts are null.
type Meta struct {
	Direction, System, Scope, Media                               string
	Disposition, ClientID, CustomData, Purpose, MeetingURL, Event string
}

// Party is a participant of a call.
type Party struct {
	ID, Name, Email, Title, Phone string
	UserID                        string
	SpeakerID                     string // "" for those who said nothing
	Affiliation                   string
	Methods                       []string
	Links                         []Link
}

// Link is what one CRM knows of a call or a party.
type Link struct {
	System  string
	Objects []Object
}

// Object is a CRM record with its fields.
type Object struct {
	Type, ID string
	Fields   []Field
	// Then holds the values at the time of the call where they differ from Fields.
	Then map[string]any
}

// Field is a named value of a CRM record: text, number, truth or nil.
type Field struct {
	Name  string
	Value any
}

// Comment is a remark that a user left on a call.
type Comment struct {
	ID, User, Text, InReplyTo string
	From, To                  time.Duration
	Posted                    time.Time
	DuringCall                bool
}

// speaker is a voice in a call's transcript.
type speaker struct {
	id    string // "" is null
	first string
	role  byte
	pace  float64
	user  int // index, -1 for outsiders
	party int
}

func id(seed, kind uint64, n ...int) string {
	return strconv.FormatUint(idNumber(seed, kind, n...), 10)
}

var languages = []string{"deu", "fra", "spa", "jpn", "ara"}

// call makes a call from its entry. Edits counts how often it was changed by hand.
func (s *Sim) call(e entry, edits int) Call {
	n := int(e.n)
	d := throw(s.o.Seed, forFacts, n)
	c := Call{
		ID: decimal(e.id), Host: s.users[e.host].ID, Workspace: s.workspaces[e.place].ID, Language: "eng", Private: e.private,
		Started: e.start(s.zone), Duration: e.duration(),
		backstage: backstage{entry: e, hostile: -1, edits: edits, account: s.account(d.below(s.accounts()))},
	}
	if e.ready != never {
		c.TranscriptAt = time.UnixMicro(e.ready).In(s.zone)
	}
	if e.kind != internal && e.kind != voicemail && d.chance(11) {
		c.Language = pick(&d, languages)
	}
	if every := s.o.HostileEvery; every > 0 && n%every == 17%every {
		c.hostile = n / every % len(hostileTitles)
	}
	s.describe(&c, &d)
	s.gather(&c, &d)
	s.link(&c, &d)
	s.remark(&c)
	s.name(&c, &d)
	return c
}

// describe fills in how the call was held.
func (s *Sim) describe(c *Call, d *dice) {
	m := &c.Meta
	m.Direction, m.Scope, m.Media = "Conference", "External", "Video"
	m.System = pick(d, []string{"Zoom", "Zoom", "Google Meet", "Microsoft Teams", "Webex"})
	switch c.entry.kind {
	case voicemail, brief:
		m.Direction, m.System, m.Media = pick(d, []string{"Outbound", "Outbound", "Inbound"}), "Outreach", "Audio"
		if c.entry.kind == voicemail {
			m.Disposition = pick(d, []string{"No Answer", "Left Voicemail", "Busy"})
		}
		return
	case internal:
		m.Scope = "Internal"
	}
	c.Scheduled = c.Started.Truncate(30 * time.Minute)
	if d.chance(80) {
		m.MeetingURL = "https://conference.example/j/" + strconv.Itoa(d.between(100_000_000, 999_999_999))
		m.Event = "evt_" + strconv.FormatUint(d.next(), 36)
	}
	if d.chance(6) {
		m.Purpose = pick(d, []string{"Renewal", "Evaluation", "Kickoff", "Escalation"})
	}
	if d.chance(1) {
		m.Direction, m.Scope, m.System = "Unknown", "Unknown", ""
	}
	if int(c.entry.n)%211 == 101 {
		m.ClientID, m.CustomData = "upload-"+strconv.Itoa(int(c.entry.n)), `{"source":"archive"}`
	}
}

// name gives the call its title.
func (s *Sim) name(c *Call, d *dice) {
	a, us := c.account.name, companyName
	person := ""
	if len(c.speakers) > 1 {
		person = c.speakers[1].first
	}
	switch {
	case c.hostile >= 0:
		c.Title = hostileTitles[c.hostile]
	case int(c.entry.n)%97 == 50:
		return // null
	case c.entry.kind == voicemail:
		c.Title = "Call with " + a
	case c.entry.kind == brief:
		c.Title = pick(d, []string{"Call with " + person, "Outbound call, " + a, "Quick call: " + person + " (" + a + ")"})
	case c.entry.kind == internal:
		c.Title = pick(d, []string{"Pipeline review", "Deal review: " + a, "Weekly forecast", "1:1 " + s.users[c.entry.host].First, "🚀 Team standup", "Win/loss: " + a})
	case c.Language != "eng":
		c.Title = map[string]string{
			"deu": a + " – Gespräch über die Einführung", "fra": "Échange avec " + a, "spa": "Reunión con " + a, "jpn": a + "様 お打ち合わせ", "ara": "اجتماع مع " + a,
		}[c.Language]
	default:
		topic := map[callKind][]string{
			discovery:   {"Discovery", "Intro call", "First meeting", "Discovery with " + person},
			demo:        {"Demo", "Product walkthrough", "Deep dive", "Demo for " + person + " & team"},
			negotiation: {"Pricing", "Commercials", "Proposal review", "Contract and next steps"},
			review:      {"Quarterly review", "QBR", "Check-in", "Onboarding check-in ✅"},
		}[c.entry.kind]
		c.Title = pick(d, []string{a + " <> " + us + ": ", us + " / " + a + " - ", a + ", ", a + " | "}) + pick(d, topic)
	}
	if c.edits > 0 {
		c.Title += " (edited " + strconv.Itoa(c.edits) + ")"
	}
}
