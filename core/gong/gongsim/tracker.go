package gongsim

import (
	"bytes"
	"time"
)

// Tracker is a keyword tracker that the company defined, or a smart one, which has no definition and occurs in calls only.
type Tracker struct {
	ID, Name    string
	Workspace   string
	Smart       bool
	Listed      bool // whether calls list each term by itself, under phrases
	Keywords    []Keywords
	Affiliation string
	SaidAt      string
	InQuestions bool
	Topics      []string
	Created     time.Time
	Creator     string // "" is null: built in
	Updated     time.Time
}

// Keywords are a tracker's terms in one language.
type Keywords struct {
	Language string
	Terms    []string
	Related  bool
}

// Occurrence is one moment in which a tracked term was said.
type Occurrence struct {
	Term    string
	At      time.Duration
	Speaker string // speaker id, "" is null
}

func (s *Sim) makeTrackers() []Tracker {
	d := throw(s.o.Seed, forTracker)
	own := func(n int, t Tracker) Tracker {
		t.ID, t.Workspace = id(s.o.Seed, forTracker, n), s.workspaces[0].ID
		if n == 5 {
			t.Workspace = s.workspaces[len(s.workspaces)-1].ID
		}
		t.Created = s.anchor.Add(-time.Duration(d.between(500, 1500)*24)*time.Hour - time.Duration(d.below(86_400_000_000))*time.Microsecond).In(s.zone)
		t.Updated = t.Created.Add(time.Duration(d.below(300*24)) * time.Hour)
		if n > 0 {
			t.Creator = s.users[d.below(s.o.Users)].ID
		}
		if t.Affiliation == "" {
			t.Affiliation = "Anyone"
		}
		if t.SaidAt == "" {
			t.SaidAt = "Anytime"
		}
		return t
	}
	return []Tracker{
		own(0, Tracker{Name: "Filler words"}),
		own(1, Tracker{Name: "Competitors", Listed: true, Keywords: []Keywords{{"mul", rivals, false}}}),
		own(2, Tracker{Name: "Pricing", Keywords: []Keywords{
			{"eng", []string{"price", "discount", "budget", "per seat"}, true},
			{"deu", []string{"Preis", "Rabatt", "Budget"}, true},
			{"fra", []string{"prix", "remise", "budget"}, true},
			{"spa", []string{"precio", "descuento", "presupuesto"}, true},
			{"jpn", []string{"価格", "割引", "予算"}, false},
			{"ara", []string{"السعر", "خصم", "ميزانية"}, false},
		}}),
		own(3, Tracker{Name: "Objections (tracker)", Affiliation: "NonCompany", Keywords: []Keywords{
			{"eng", []string{"too expensive", "not a priority", "concern", "push back"}, false},
			{"deu", []string{"zu teuer", "Bedenken"}, false},
			{"fra", []string{"trop cher", "réserve"}, false},
			{"spa", []string{"demasiado caro", "duda"}, false},
		}}),
		own(4, Tracker{Name: "Next steps", Affiliation: "Company", SaidAt: "Last", Topics: []string{"Next Steps"}, Keywords: []Keywords{
			{"eng", []string{"next step", "follow up", "send over", "calendar invite"}, true}, {"deu", []string{"nächster Schritt", "Termin"}, true},
		}}),
		own(5, Tracker{Name: "Security", InQuestions: false, Keywords: []Keywords{
			{"eng", []string{"SOC 2", "single sign-on", "encryption", "data residency", "pen test"}, false},
		}}),
		own(6, Tracker{Name: "Decision process", Affiliation: "NonCompany", Keywords: []Keywords{{"eng", []string{"procurement", "sign off", "legal"}, false}}}),
		own(7, Tracker{Name: "Customer pain", Smart: true}),
	}
}

// Trackers lists the keyword trackers, those that have a definition.
func (s *Sim) Trackers() []Tracker {
	var keyword []Tracker
	for _, t := range s.trackers {
		if !t.Smart {
			keyword = append(keyword, t)
		}
	}
	return keyword
}

// terms are the keywords that count in a language.
func (t Tracker) terms(language string) []string {
	var terms []string
	for _, k := range t.Keywords {
		if k.Language == language || k.Language == "mul" {
			terms = append(terms, k.Terms...)
		}
	}
	return terms
}

// listening is a transcript prepared for the search of terms.
type listening struct {
	tr    *Transcript
	call  *Call
	text  []byte // all sentences in lower case, parted by line breaks
	ends  []int  // of each sentence in text
	turns []int  // turn of each sentence
	times []Sentence
}

func listen(c *Call, tr *Transcript) *listening {
	l := &listening{tr: tr, call: c}
	for i, turn := range tr.Turns {
		for _, sentence := range turn.Sentences {
			l.text = append(append(l.text, sentence.Text...), '\n')
			l.ends = append(l.ends, len(l.text))
			l.turns = append(l.turns, i)
			l.times = append(l.times, sentence)
		}
	}
	lower(l.text)
	return l
}

func lower(b []byte) {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 32
		}
	}
}

// term is a keyword to listen for, in lower case, and the tracker that wants it.
type term struct {
	said    string
	needle  []byte
	tracker int
}

// occurrences finds where the terms of trackers were said by those whom they listen to: for each tracker, in the order of time. It reads
// the text once, and looks closer where a word may begin.
func (l *listening) occurrences(trackers []Tracker) [][]Occurrence {
	var byFirst [256][]term
	for i, t := range trackers {
		for _, said := range t.terms(l.call.Language) {
			needle := []byte(said)
			lower(needle)
			byFirst[needle[0]] = append(byFirst[needle[0]], term{said, needle, i})
		}
	}
	found := make([][]Occurrence, len(trackers))
	k := 0 // sentence
	for i, c := range l.text {
		if i >= l.ends[k] {
			k++
		}
		if len(byFirst[c]) == 0 || i > 0 && letter(l.text[i-1]) && letter(c) {
			continue
		}
		for _, t := range byFirst[c] {
			end := i + len(t.needle)
			if !bytes.HasPrefix(l.text[i:], t.needle) || end < len(l.text) && letter(l.text[end]) && letter(l.text[end-1]) {
				continue
			}
			if o, ok := l.said(trackers[t.tracker], t.said, k, i); ok {
				found[t.tracker] = append(found[t.tracker], o)
			}
		}
	}
	for i, t := range trackers {
		if t.Smart {
			found[i] = l.smart()
		}
	}
	return found
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' }

// said makes the occurrence of a term at an offset of the text, inside sentence k, unless the tracker does not listen to its speaker.
func (l *listening) said(t Tracker, term string, k, offset int) (Occurrence, bool) {
	turn, s := l.tr.Turns[l.turns[k]], l.times[k]
	insider := l.call.speakers[turn.voice].user >= 0
	if t.Affiliation == "Company" && !insider || t.Affiliation == "NonCompany" && insider {
		return Occurrence{}, false
	}
	begin := 0
	if k > 0 {
		begin = l.ends[k-1]
	}
	part := float64(offset-begin) / float64(l.ends[k]-begin)
	at := time.Duration(float64(s.Start)+part*float64(s.End-s.Start)) * time.Millisecond
	// Seconds with two digits, kept inside the sentence.
	at = max(at.Truncate(10*time.Millisecond), (time.Duration(s.Start)*time.Millisecond + 9*time.Millisecond).Truncate(10*time.Millisecond))
	return Occurrence{Term: term, At: at, Speaker: turn.Speaker}, true
}

// smart stands for a tracker that a model decides about: the longest sentences that outsiders say in discovery.
func (l *listening) smart() []Occurrence {
	var found []Occurrence
	for k, s := range l.times {
		turn := l.tr.Turns[l.turns[k]]
		if l.call.speakers[turn.voice].user < 0 && topics[turn.stage].name == "Discovery" && len(s.Text) > 150 {
			found = append(found, Occurrence{At: (time.Duration(s.Start)*time.Millisecond + 9*time.Millisecond).Truncate(10 * time.Millisecond), Speaker: turn.Speaker})
		}
	}
	return found
}
