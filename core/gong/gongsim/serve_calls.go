package gongsim

import (
	"iter"
	"net/http"
)

// selector is the contentSelector of POST /v2/calls/extensive.
type selector struct {
	Context string    `json:"context"`
	Timing  *[]string `json:"contextTiming"`
	Fields  struct {
		Parties       bool          `json:"parties"`
		Content       contentFields `json:"content"`
		Interaction   actingFields  `json:"interaction"`
		Collaboration struct {
			Comments bool `json:"publicComments"`
		} `json:"collaboration"`
		Media bool `json:"media"`
	} `json:"exposedFields"`
}

type contentFields struct {
	Structure   bool `json:"structure"`
	Topics      bool `json:"topics"`
	Trackers    bool `json:"trackers"`
	Occurrences bool `json:"trackerOccurrences"`
	Brief       bool `json:"brief"`
	Outline     bool `json:"outline"`
	Highlights  bool `json:"highlights"`
	Outcome     bool `json:"callOutcome"`
	KeyPoints   bool `json:"keyPoints"`
}

type actingFields struct {
	Speakers  bool `json:"speakers"`
	Video     bool `json:"video"`
	Stats     bool `json:"personInteractionStats"`
	Questions bool `json:"questions"`
}

func (sel selector) timings() []string {
	if sel.Timing == nil || len(*sel.Timing) == 0 {
		return []string{"Now"}
	}
	return *sel.Timing
}

func (sel selector) check() *problem {
	switch sel.Context {
	case "", "None", "Basic", "Extended":
	default:
		return unreadable()
	}
	for _, t := range sel.timings() {
		if t != "Now" && t != "TimeOfCall" {
			return unreadable()
		}
	}
	return nil
}

// callPage finds the asked page of calls that pass a further test.
func (s *Sim) callPage(a *asked, also func(*entry) bool) ([]entry, records, *problem) {
	var f callFilter
	if !a.decode("filter", &f) {
		return nil, records{}, unreadable()
	}
	if p := f.check(); p != nil {
		return nil, records{}, p
	}
	pass := s.pass(f)
	found := s.callsOf(func(e *entry) bool { return pass(e) && also(e) })
	if len(found) == 0 {
		return nil, records{}, nothing()
	}
	return turnCalls(s, a, found)
}

func (s *Sim) listExtensive(a *asked) (*answer, *problem) {
	var sel selector
	if !a.decode("contentSelector", &sel) {
		return nil, unreadable()
	}
	if p := sel.check(); p != nil {
		return nil, p
	}
	if sel.Fields.Media && !a.may(scopeMedia) {
		return nil, missing(scopeMedia)
	}
	page, r, p := s.callPage(a, func(*entry) bool { return true })
	if p != nil {
		return nil, p
	}
	return list("calls", &r, each(page, func(e entry) any { return s.extensive(e, sel) })), nil
}

// extensive makes one call of the answer, with the blocks that were asked for.
func (s *Sim) extensive(e entry, sel selector) wireCall {
	c := s.made(e)
	f := sel.Fields
	w := wireCall{Meta: s.wireMeta(&c), Context: wireLinks(c.Links, sel)}
	if f.Parties {
		w.Parties = s.wireParties(&c, sel)
	}
	asksContent, asksActing := f.Content != contentFields{}, f.Interaction != actingFields{}
	if asksContent || asksActing {
		found := s.Content(c)
		if asksContent {
			w.Content = found.wire(f.Content)
		}
		if asksActing {
			w.Interaction = found.wireActing(f.Interaction)
		}
	}
	if f.Collaboration.Comments {
		w.Collaboration = &wireCollecting{s.wireComments(&c)}
	}
	if f.Media {
		w.Media = &wireMedia{Audio: "https://media.example/" + c.ID + ".mp3?X-Amz-Expires=28800"}
		if c.Meta.Media == "Video" {
			w.Media.Video = "https://media.example/" + c.ID + ".mp4?X-Amz-Expires=28800"
		}
	}
	return w
}

func (s *Sim) listCalls(a *asked) (*answer, *problem) {
	var f callFilter
	for name, into := range map[string]*instant{"fromDateTime": &f.From, "toDateTime": &f.To} {
		if text := a.query.Get(name); text != "" {
			t, err := parseInstant(text)
			if err != nil {
				return nil, fail(http.StatusBadRequest, "%s: must be a date and time in ISO-8601 format", name)
			}
			into.Time = t
		}
	}
	if p := f.check(); p != nil {
		return nil, fail(http.StatusBadRequest, "fromDateTime: must be before toDateTime")
	}
	// Here the period is about the scheduled time where there is one, unlike everywhere else.
	place := a.query.Get("workspaceId")
	found := s.callsOf(func(e *entry) bool {
		shown := *e
		if e.kind != voicemail && e.kind != brief {
			shown.started -= shown.started % (30 * 60 * 1e6)
		}
		return within(f.From.Time, f.To.Time)(&shown) && (place == "" || s.workspaces[e.place].ID == place)
	})
	if len(found) == 0 {
		return nil, nothing()
	}
	page, r, p := turnCalls(s, a, found)
	if p != nil {
		return nil, p
	}
	return list("calls", &r, each(page, func(e entry) any { c := s.made(e); return s.wireMeta(&c) })), nil
}

func (s *Sim) oneCall(a *asked) (*answer, *problem) {
	n := a.URL.Path[len("/v2/calls/"):]
	e, ok := s.find(n)
	if !ok {
		return nil, fail(http.StatusNotFound, "Call ID %s was not found", n)
	}
	c := s.made(e)
	return &answer{head: []field{{"call", s.wireMeta(&c)}}}, nil
}

type wireTalk struct {
	CallID string     `json:"callId"`
	Turns  []wireTurn `json:"transcript"`
}

type wireTurn struct {
	Speaker   *string        `json:"speakerId"`
	Topic     *string        `json:"topic"`
	Sentences []wireSentence `json:"sentences"`
}

type wireSentence struct {
	Start int64  `json:"start"`
	End   int64  `json:"end"`
	Text  string `json:"text"`
}

func (s *Sim) listTranscripts(a *asked) (*answer, *problem) {
	now := s.Now().UnixMicro()
	page, r, p := s.callPage(a, func(e *entry) bool { return e.ready <= now })
	if p != nil {
		return nil, p
	}
	return list("callTranscripts", &r, s.talks(page)), nil
}

// talks makes the transcripts of a page one after the other, each when its turn to be sent has come.
func (s *Sim) talks(page []entry) iter.Seq[any] {
	return each(page, func(e entry) any {
		c := s.made(e)
		tr := s.transcript(&c)
		w := wireTalk{CallID: c.ID, Turns: make([]wireTurn, len(tr.Turns))}
		for i, t := range tr.Turns {
			sentences := make([]wireSentence, len(t.Sentences))
			for k, said := range t.Sentences {
				sentences[k] = wireSentence(said)
			}
			w.Turns[i] = wireTurn{null(t.Speaker), null(t.Topic), sentences}
		}
		return &w
	})
}
