package gongsim

import "time"

type wireContent struct {
	Structure  []wireNamed     `json:"structure,omitempty"`
	Topics     []wireNamed     `json:"topics,omitempty"`
	Trackers   []wireTracker   `json:"trackers,omitempty"`
	Brief      string          `json:"brief,omitempty"`
	Outline    []wireSection   `json:"outline,omitempty"`
	Highlights []wireHighlight `json:"highlights,omitempty"`
	Outcome    *wireOutcome    `json:"callOutcome,omitempty"`
	KeyPoints  []wireText      `json:"keyPoints,omitempty"`
}

type wireNamed struct {
	Name     string `json:"name"`
	Duration int64  `json:"duration"`
}

type wireTracker struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Count       int          `json:"count"`
	Type        string       `json:"type"`
	Occurrences []wireSaid   `json:"occurrences"`
	Phrases     []wirePhrase `json:"phrases"`
}

type wireSaid struct {
	At      float64 `json:"startTime"`
	Speaker *string `json:"speakerId"`
}

type wirePhrase struct {
	Count       int        `json:"count"`
	Occurrences []wireSaid `json:"occurrences"`
	Phrase      string     `json:"phrase"`
}

type wireText struct {
	Text string `json:"text"`
}

type wireSection struct {
	Section  string       `json:"section"`
	At       float64      `json:"startTime"`
	Duration float64      `json:"duration"`
	Items    []wireMoment `json:"items"`
}

type wireMoment struct {
	Text string  `json:"text"`
	At   float64 `json:"startTime"`
}

type wireHighlight struct {
	Title string     `json:"title"`
	Items []wireItem `json:"items"`
}

type wireItem struct {
	Text  string    `json:"text"`
	Times []float64 `json:"startTimes"`
}

type wireOutcome struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Name     string `json:"name"`
}

type wireActing struct {
	Speakers  []wireTalker   `json:"speakers,omitempty"`
	Stats     []wireStat     `json:"interactionStats,omitempty"`
	Video     []wireVideo    `json:"video,omitempty"`
	Questions *wireQuestions `json:"questions,omitempty"`
}

type wireTalker struct {
	ID       string  `json:"id"`
	UserID   string  `json:"userId"`
	TalkTime float64 `json:"talkTime"`
}

type wireStat struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

type wireVideo struct {
	Name     string  `json:"name"`
	Duration float64 `json:"duration"`
}

type wireQuestions struct {
	Ours   int `json:"companyCount"`
	Theirs int `json:"nonCompanyCount"`
}

func wireNames(list []TopicTime) []wireNamed {
	var out []wireNamed
	for _, t := range list {
		out = append(out, wireNamed{t.Name, int64(t.Duration / time.Second)})
	}
	return out
}

// wireContent shows of the analysis what the selector asks for.
func (a *Content) wire(sel contentFields) *wireContent {
	w := &wireContent{}
	if sel.Structure {
		w.Structure = wireNames(a.Structure)
	}
	if sel.Topics {
		w.Topics = wireNames(a.Topics)
	}
	if sel.Trackers {
		w.Trackers = a.wireTrackers(sel.Occurrences)
	}
	if sel.Brief {
		w.Brief = a.Brief
	}
	if sel.Outline {
		for _, o := range a.Outline {
			section := wireSection{Section: o.Name, At: seconds(o.At), Duration: seconds(o.Duration), Items: []wireMoment{}}
			for _, m := range o.Items {
				section.Items = append(section.Items, wireMoment{m.Text, seconds(m.At)})
			}
			w.Outline = append(w.Outline, section)
		}
	}
	if sel.Highlights {
		for _, h := range a.Highlights {
			highlight := wireHighlight{Title: h.Title}
			for _, m := range h.Items {
				highlight.Items = append(highlight.Items, wireItem{m.Text, []float64{seconds(m.At)}})
			}
			w.Highlights = append(w.Highlights, highlight)
		}
	}
	if sel.Outcome && a.Outcome != nil {
		w.Outcome = &wireOutcome{a.Outcome.ID, a.Outcome.Category, a.Outcome.Name}
	}
	if sel.KeyPoints {
		for _, k := range a.KeyPoints {
			w.KeyPoints = append(w.KeyPoints, wireText{k})
		}
	}
	return w
}

func (a *Content) wireTrackers(occurrences bool) []wireTracker {
	var out []wireTracker
	for _, t := range a.Trackers {
		w := wireTracker{
			ID: t.Tracker.ID, Name: t.Tracker.Name, Count: len(t.Occurrences), Type: "KEYWORD", Occurrences: []wireSaid{}, Phrases: []wirePhrase{},
		}
		if t.Tracker.Smart {
			w.Type = "SMART"
		}
		perTerm := map[string]int{}
		for _, o := range t.Occurrences {
			said := wireSaid{seconds(o.At), null(o.Speaker)}
			if !t.Tracker.Listed {
				if occurrences {
					w.Occurrences = append(w.Occurrences, said)
				}
				continue
			}
			at, ok := perTerm[o.Term]
			if !ok {
				at = len(w.Phrases)
				perTerm[o.Term] = at
				w.Phrases = append(w.Phrases, wirePhrase{Phrase: o.Term, Occurrences: []wireSaid{}})
			}
			p := &w.Phrases[at]
			p.Count++
			if occurrences {
				p.Occurrences = append(p.Occurrences, said)
			}
		}
		out = append(out, w)
	}
	return out
}

// wireActing shows who talked how much, as the selector asks; outsiders are never among the speakers.
func (a *Content) wireActing(sel actingFields) *wireActing {
	w := &wireActing{}
	if sel.Speakers {
		for _, t := range a.TalkTime {
			w.Speakers = append(w.Speakers, wireTalker{t.PartyID, t.UserID, seconds(t.Time)})
		}
	}
	if sel.Stats {
		for _, st := range a.Stats {
			w.Stats = append(w.Stats, wireStat(st))
		}
	}
	if sel.Video {
		for _, v := range a.Video {
			w.Video = append(w.Video, wireVideo{v.Name, v.Duration.Seconds()})
		}
	}
	if sel.Questions {
		w.Questions = &wireQuestions{a.OurQuestions, a.TheirQuestions}
	}
	return w
}
