package datatype

import (
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var calls = Type{
	ID: core.Calls, Kind: "Call", Title: "Calls", Icon: "calls", ByTime: true,
	Description: "Call recordings and metadata — title, date, duration, direction, attendees, topics, and trackers",
	Scopes:      []string{scopeCalls},
	Keys: []string{
		"Title", "Private", "Started", "Scheduled", "Duration", "Direction", "Scope", "System", "Media", "Language", "Host", "URL",
		"Purpose", "Outcome", "Attendees", "CRM", "Topics", "Trackers", "Talk time", "Questions", "Brief", "Key points", "Next steps",
		"Comments", "Meeting URL", "Workspace", "Disposition", "Structure", "Outline", "Highlights", "Interaction stats", "Video",
		"Custom data", "Client id",
	},
}

// Call writes a call. Only a private one has the field Private: that it is not would stand in nearly every record. Talk time is what
// Gong measured, which leaves out the people from outside; a transcript's Talk time counts everybody.
func Call(c gong.Call, d *Directory) Entry {
	m := &c.MetaData
	who := peopleOf(c, d)
	r := text.New(calls.Kind, string(m.ID))
	setHead(&r, m)
	r.Set("Scheduled", text.Time(m.Scheduled.Time))
	r.Set("Duration", duration(m.Duration))
	r.Set("Direction", string(m.Direction))
	r.Set("Scope", string(m.Scope))
	r.Set("System", string(m.System))
	r.Set("Media", string(m.Media))
	r.Set("Language", string(m.Language))
	r.Set("Host", host(c, who, d))
	r.Set("URL", string(m.URL))
	r.Set("Purpose", string(m.Purpose))
	r.Set("Outcome", outcome(c.Content.CallOutcome))
	r.List("Attendees", attendees(who))
	r.List("CRM", crmItems(c))
	setHeard(&r, c, who)
	r.List("Comments", comments(c.Collaboration.PublicComments, d))
	r.Set("Meeting URL", string(m.MeetingURL))
	r.Set("Workspace", d.WorkspaceName(m.WorkspaceID))
	r.Set("Disposition", string(m.SDRDisposition))
	r.List("Structure", parts(c.Content.Structure))
	r.List("Outline", outline(c.Content.Outline))
	r.List("Highlights", highlights(c.Content.Highlights))
	r.List("Interaction stats", named(c.Interaction.InteractionStats))
	r.List("Video", parts(c.Interaction.Video))
	r.Set("Custom data", string(m.CustomData))
	r.Set("Client id", string(m.ClientUniqueID))
	return Entry{Sort: newestFirst(m.Started.Time), Record: r}
}

// setHead sets what calls and transcripts begin with.
func setHead(r *text.Record, m *gong.CallMetaData) {
	r.Set("Title", string(m.Title))
	if m.IsPrivate.True() {
		r.Set("Private", "true")
	}
	r.Set("Started", text.Time(m.Started.Time))
}

func host(c gong.Call, who people, d *Directory) string {
	id := c.MetaData.PrimaryUserID
	if _, ok := d.User(id); !ok {
		if one, ok := who.user(id); ok && one.label != "" {
			one.party.Title = ""
			return one.item().String()
		}
	}
	return d.person(id, "").String()
}

func outcome(o *gong.CallOutcome) string {
	if o == nil {
		return ""
	}
	if o.Name == "" {
		return string(o.Category)
	}
	return text.Item{Parts: []string{string(o.Name)}, Notes: []string{string(o.Category)}}.String()
}

// attendees writes everybody who was invited or present, in Gong's order.
func attendees(who people) []string {
	items := make([]string, 0, len(who.list))
	for _, one := range who.list {
		side := one.side
		if side == "" {
			side = string(one.party.Affiliation)
		}
		notes := append([]string{side}, presence(one.party.Methods)...)
		if phone := text.CleanLine(string(one.party.PhoneNumber)); phone != "" && phone != one.label {
			notes = append(notes, "phone "+phone)
		}
		items = append(items, one.item(notes...).String())
	}
	return items
}

// presence says in words how a party took part, invitation first.
func presence(methods []gong.Text) []string {
	var words []string
	for _, m := range methods {
		word := strings.ToLower(string(m))
		switch word {
		case "invitee":
			word = "invited"
		case "attendee":
			word = "attended"
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return rank(a) - rank(b) })
	return words
}

func rank(word string) int {
	switch word {
	case "invited":
		return 0
	case "attended":
		return 1
	}
	return 2
}

// comments writes each with its place in the call, in Gong's order.
func comments(all []gong.Comment, d *Directory) []string {
	items := make([]string, 0, len(all))
	for _, c := range all {
		item := text.Item{At: offset(c.AudioStartTime), Parts: []string{d.shortName(c.CommenterUserID)}, Text: string(c.Comment)}
		for _, first := range all {
			if c.InReplyTo != "" && first.ID == c.InReplyTo {
				item.Notes = []string{"to " + d.shortName(first.CommenterUserID)}
				break
			}
		}
		items = append(items, item.String())
	}
	return items
}
