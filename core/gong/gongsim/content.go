package gongsim

import (
	"strings"
	"time"
)

// Content is what Gong's analysis adds to a call. It is empty until the transcript is there.
type Content struct {
	Topics     []TopicTime
	Structure  []TopicTime
	Trackers   []Tracked
	Brief      string
	KeyPoints  []string
	Outline    []Section
	Highlights []Highlight
	Outcome    *Outcome
	TalkTime   []TalkTime
	// Stats are about the host: talk ratio, longest monologue and so on.
	Stats                        []Stat
	Video                        []TopicTime
	OurQuestions, TheirQuestions int
}

// TopicTime is how long a topic, a part of the agenda or a kind of picture lasted.
type TopicTime struct {
	Name     string
	Duration time.Duration
}

// Tracked is a tracker with its occurrences in a call.
type Tracked struct {
	Tracker     Tracker
	Occurrences []Occurrence
}

// Section is a part of a call's outline.
type Section struct {
	Name     string
	At       time.Duration
	Duration time.Duration
	Items    []Moment
}

// Moment is a text about a moment of a call.
type Moment struct {
	Text string
	At   time.Duration
}

// Highlight is a list of notable moments under a title.
type Highlight struct {
	Title string
	Items []Moment
}

// Outcome is how the call ended in the eyes of the analysis.
type Outcome struct{ ID, Category, Name string }

// TalkTime is how long a participant of the company spoke.
type TalkTime struct {
	PartyID, UserID string
	Time            time.Duration
}

// Stat is a named number.
type Stat struct {
	Name  string
	Value float64
}

var outcomes = []Outcome{
	{"MEETING_BOOKED", "Answered", "Meeting booked"},
	{"CONNECTED", "Answered", "Connected"},
	{"NOT_INTERESTED", "Answered", "Not interested"},
	{"FOLLOW_UP", "Answered", "Follow-up needed"},
	{"NO_ANSWER", "Not answered", "No answer"},
	{"LEFT_VOICEMAIL", "Not answered", "Left voicemail"},
}

// Content returns what the analysis found in a call; the zero value while there is no transcript.
func (s *Sim) Content(c Call) Content {
	if !s.HasTranscript(c) {
		return Content{}
	}
	tr := s.transcript(&c)
	return s.analyse(&c, &tr)
}

// analyse listens to the conversation. All its numbers follow from the turns.
func (s *Sim) analyse(c *Call, tr *Transcript) Content {
	var a Content
	perTopic := make([]time.Duration, len(topics))
	perVoice := make([]time.Duration, len(c.speakers))
	var longest, longestStory time.Duration
	for _, turn := range tr.Turns {
		length := turn.length()
		perTopic[turn.stage] += length
		perVoice[turn.voice] += length
		insider := c.speakers[turn.voice].user >= 0
		if turn.voice == 0 {
			longest = max(longest, length)
		} else if !insider {
			longestStory = max(longestStory, length)
		}
		a.count(turn, insider)
	}
	for i, d := range perTopic {
		a.Topics = append(a.Topics, TopicTime{topics[i].name, d.Truncate(time.Second)})
	}
	for i, sp := range c.speakers {
		if sp.user >= 0 && sp.party < len(c.Parties) {
			a.TalkTime = append(a.TalkTime, TalkTime{c.Parties[sp.party].ID, s.users[sp.user].ID, perVoice[i].Truncate(10 * time.Millisecond)})
		}
	}
	var here []Tracker
	for _, t := range s.trackers {
		if t.Workspace == s.workspaces[0].ID || t.Workspace == c.Workspace {
			here = append(here, t)
		}
	}
	for i, found := range listen(c, tr).occurrences(here) {
		a.Trackers = append(a.Trackers, Tracked{here[i], found})
	}
	s.summarise(&a, c, tr)
	s.measure(&a, c, perVoice, longest, longestStory)
	return a
}

func (a *Content) count(t Turn, insider bool) {
	for _, sentence := range t.Sentences {
		if !strings.HasSuffix(sentence.Text, "?") {
			continue
		}
		if insider {
			a.OurQuestions++
		} else {
			a.TheirQuestions++
		}
	}
}

func (s *Sim) measure(a *Content, c *Call, perVoice []time.Duration, longest, story time.Duration) {
	d := throw(s.o.Seed, forContent, int(c.entry.n), 1)
	var all time.Duration
	for _, v := range perVoice {
		all += v
	}
	if all > 0 {
		a.Stats = []Stat{
			{"Talk Ratio", round(perVoice[0].Seconds()/all.Seconds(), 4)},
			{"Longest Monologue", longest.Truncate(time.Second).Seconds()},
			{"Longest Customer Story", story.Truncate(time.Second).Seconds()},
			{"Interactivity", round(2+6*d.part(), 2)},
			{"Patience", round(0.3+1.2*d.part(), 2)},
		}
	}
	if c.Meta.Media == "Video" {
		share := time.Duration((0.2 + 0.5*d.part()) * float64(c.Duration))
		a.Video = []TopicTime{{"Presentation", share.Truncate(time.Second)}, {"Webcam", (c.Duration - share).Truncate(time.Second)}}
	}
}

func round(x float64, digits int) float64 {
	f := 1.0
	for range digits {
		f *= 10
	}
	return float64(int(x*f+0.5)) / f
}

// summarise writes what a model would have written, from sentences that were really said. Short calls get none.
func (s *Sim) summarise(a *Content, c *Call, tr *Transcript) {
	words := 0
	for _, turn := range tr.Turns {
		for _, sentence := range turn.Sentences {
			words += 1 + strings.Count(sentence.Text, " ")
		}
	}
	if c.Duration < 30*time.Second || words < 100 {
		return
	}
	d := throw(s.o.Seed, forContent, int(c.entry.n))
	a.outline(tr)
	for _, section := range a.Outline {
		a.Structure = append(a.Structure, TopicTime{section.Name, section.Duration})
		if len(section.Items) > 0 && len(a.KeyPoints) < 5 {
			a.KeyPoints = append(a.KeyPoints, section.Items[len(section.Items)-1].Text)
		}
	}
	a.Brief = c.account.name + " and " + companyName + " talked about " + strings.ToLower(topics[d.between(3, 7)].name) + ". " + strings.Join(a.KeyPoints[:min(2, len(a.KeyPoints))], " ")
	if c.entry.kind == internal {
		a.Brief = "The team went through its deals. " + strings.Join(a.KeyPoints[:min(2, len(a.KeyPoints))], " ")
	}
	var next []Moment
	for _, turn := range tr.Turns {
		if topics[turn.stage].name == "Next Steps" && len(next) < 4 {
			sentence := turn.Sentences[len(turn.Sentences)-1]
			next = append(next, Moment{sentence.Text, time.Duration(sentence.Start) * time.Millisecond})
		}
	}
	if len(next) > 0 {
		a.Highlights = []Highlight{{"Next steps", next}}
	}
	o := outcomes[d.below(4)]
	a.Outcome = &o
}

// outline makes a section of each stretch of turns about one topic.
func (a *Content) outline(tr *Transcript) {
	for i, turn := range tr.Turns {
		name := topics[turn.stage].name
		first := turn.Sentences[0]
		if last := len(a.Outline) - 1; last < 0 || a.Outline[last].Name != name {
			a.Outline = append(a.Outline, Section{Name: name, At: time.Duration(first.Start) * time.Millisecond})
		}
		section := &a.Outline[len(a.Outline)-1]
		end := time.Duration(turn.Sentences[len(turn.Sentences)-1].End) * time.Millisecond
		section.Duration = end - section.At
		if i%5 == 2 && len(section.Items) < 6 {
			said := turn.Sentences[len(turn.Sentences)/2]
			section.Items = append(section.Items, Moment{said.Text, time.Duration(said.Start) * time.Millisecond})
		}
	}
}
