package gongsim

import (
	"math"
	"time"
)

// What goes over the wire about calls. A pointer without omitempty is written as null, as Gong does.

type wireMeta struct {
	ID          string  `json:"id"`
	URL         string  `json:"url"`
	Title       *string `json:"title"`
	Scheduled   *string `json:"scheduled"`
	Started     string  `json:"started"`
	Duration    int64   `json:"duration"`
	Host        string  `json:"primaryUserId"`
	Direction   string  `json:"direction"`
	System      *string `json:"system"`
	Scope       string  `json:"scope"`
	Media       string  `json:"media"`
	Language    string  `json:"language"`
	Workspace   string  `json:"workspaceId"`
	Disposition *string `json:"sdrDisposition"`
	ClientID    *string `json:"clientUniqueId"`
	CustomData  *string `json:"customData"`
	Purpose     *string `json:"purpose"`
	MeetingURL  *string `json:"meetingUrl"`
	Private     bool    `json:"isPrivate"`
	Event       *string `json:"calendarEventId"`
}

type wireObject struct {
	Type   string      `json:"objectType"`
	ID     string      `json:"objectId"`
	Timing string      `json:"timing,omitempty"`
	Fields []wireField `json:"fields"`
}

type wireField struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

type wireContext struct {
	System  string       `json:"system"`
	Objects []wireObject `json:"objects"`
}

type wireParty struct {
	ID          string        `json:"id"`
	Email       string        `json:"emailAddress,omitempty"`
	Name        string        `json:"name"`
	Title       string        `json:"title,omitempty"`
	Phone       string        `json:"phoneNumber,omitempty"`
	UserID      string        `json:"userId,omitempty"`
	SpeakerID   *string       `json:"speakerId"`
	Context     []wireContext `json:"context"`
	Affiliation string        `json:"affiliation"`
	Methods     []string      `json:"methods"`
}

type wireCall struct {
	Meta          wireMeta        `json:"metaData"`
	Context       []wireContext   `json:"context"`
	Parties       []wireParty     `json:"parties,omitempty"`
	Content       *wireContent    `json:"content,omitempty"`
	Interaction   *wireActing     `json:"interaction,omitempty"`
	Collaboration *wireCollecting `json:"collaboration,omitempty"`
	Media         *wireMedia      `json:"media,omitempty"`
}

type wireMedia struct {
	Audio string `json:"audioUrl"`
	Video string `json:"videoUrl,omitempty"`
}

type wireCollecting struct {
	Comments []wireComment `json:"publicComments,omitempty"`
}

type wireComment struct {
	ID        string  `json:"id"`
	From      float64 `json:"audioStartTime"`
	To        float64 `json:"audioEndTime"`
	User      string  `json:"commenterUserId"`
	Comment   string  `json:"comment"`
	Posted    string  `json:"posted"`
	InReplyTo *string `json:"inReplyTo"`
	During    bool    `json:"duringCall"`
}

// seconds is a time inside a call as a number with at most two digits.
func seconds(d time.Duration) float64 { return math.Round(d.Seconds()*100) / 100 }

const webHost = "https://us-49467.app.gong.io"

func (s *Sim) wireMeta(c *Call) wireMeta {
	m := wireMeta{
		ID: c.ID, URL: c.URL(), Title: null(c.Title), Started: s.stamp(c.Started, c.entry.digits), Duration: int64(c.Duration / time.Second),
		Host: c.Host, Direction: c.Meta.Direction, System: null(c.Meta.System), Scope: c.Meta.Scope, Media: c.Meta.Media, Language: c.Language,
		Workspace: c.Workspace, Disposition: null(c.Meta.Disposition), ClientID: null(c.Meta.ClientID), CustomData: null(c.Meta.CustomData),
		Purpose: null(c.Meta.Purpose), MeetingURL: null(c.Meta.MeetingURL), Private: c.Private, Event: null(c.Meta.Event),
	}
	if !c.Scheduled.IsZero() {
		t := s.stamp(c.Scheduled, 0)
		m.Scheduled = &t
	}
	return m
}

// URL is the call's page in Gong.
func (c Call) URL() string { return webHost + "/call?id=" + c.ID }

// wireLinks shows CRM objects as the selector asks: as links only, or with fields, of today, of the time of the call, or both.
func wireLinks(links []Link, sel selector) []wireContext {
	out := []wireContext{}
	if sel.Context != "Basic" && sel.Context != "Extended" {
		return out
	}
	for _, l := range links {
		w := wireContext{System: l.System}
		for _, o := range l.Objects {
			if sel.Context == "Basic" {
				w.Objects = append(w.Objects, wireObject{Type: o.Type, ID: o.ID, Fields: []wireField{}})
				continue
			}
			for _, timing := range sel.timings() {
				w.Objects = append(w.Objects, o.wire(timing))
			}
		}
		out = append(out, w)
	}
	return out
}

func (o Object) wire(timing string) wireObject {
	w := wireObject{Type: o.Type, ID: o.ID, Timing: timing, Fields: []wireField{}}
	for _, f := range o.Fields {
		if then, ok := o.Then[f.Name]; ok && timing == "TimeOfCall" {
			f.Value = then
		}
		w.Fields = append(w.Fields, wireField(f))
	}
	return w
}

func (s *Sim) wireParties(c *Call, sel selector) []wireParty {
	var parties []wireParty
	for _, p := range c.Parties {
		parties = append(parties, wireParty{
			ID: p.ID, Email: p.Email, Name: p.Name, Title: p.Title, Phone: p.Phone, UserID: p.UserID, SpeakerID: null(p.SpeakerID),
			Context: wireLinks(p.Links, sel), Affiliation: p.Affiliation, Methods: p.Methods,
		})
	}
	return parties
}

func (s *Sim) wireComments(c *Call) []wireComment {
	var comments []wireComment
	for _, m := range c.Comments {
		comments = append(comments, wireComment{
			ID: m.ID, From: seconds(m.From), To: seconds(m.To), User: m.User, Comment: m.Text, Posted: s.stamp(m.Posted, 0),
			InReplyTo: null(m.InReplyTo), During: m.DuringCall,
		})
	}
	return comments
}
