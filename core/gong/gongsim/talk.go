package gongsim

import "time"

// Transcript is what was said in a call.
type Transcript struct {
	CallID string
	Turns  []Turn
}

// Turn is what one speaker said without a break.
type Turn struct {
	Speaker   string // speaker id, "" is null
	Topic     string // "" is null
	Sentences []Sentence

	voice int // index of the call's speakers
	stage int // index of topics
}

// Sentence is one sentence with its place in the call, in milliseconds from its start.
type Sentence struct {
	Start, End int64
	Text       string
}

// The topics that the company configured, and the script that fills each.
var topics = []struct{ name, script string }{
	{"Call Setup", "greet"},
	{"Small Talk", "intro"},
	{"Agenda", "agenda"},
	{"Discovery", "discovery"},
	{"Product Demo", "demo"},
	{"Security and Integration", "tech"},
	{"Pricing", "pricing"},
	{"Objections", "objections"},
	{"Business Review", "review"},
	{"Internal", "internal"},
	{"Next Steps", "next"},
	{"Wrap-up", "close"},
}

// share is the part of a conversation that a topic takes, in percent of its length.
type share struct{ topic, percent int }

var plans = map[callKind][]share{
	discovery:   {{2, 4}, {3, 46}, {4, 18}, {5, 8}, {6, 8}, {7, 6}, {10, 10}},
	demo:        {{2, 4}, {3, 14}, {4, 46}, {5, 14}, {6, 8}, {7, 6}, {10, 8}},
	negotiation: {{2, 4}, {3, 10}, {6, 34}, {7, 26}, {5, 12}, {10, 14}},
	review:      {{2, 4}, {8, 52}, {3, 16}, {4, 12}, {6, 6}, {10, 10}},
	internal:    {{9, 96}, {10, 4}},
}

var english = mustGrammar("en_words", "en_say", "en_more", "en_tales", "en_stage", "en_lexicon", "en_script")

var tongues = map[string]*grammar{
	"eng": english, "deu": mustGrammar("de"), "fra": mustGrammar("fr"), "spa": mustGrammar("es"), "jpn": mustGrammar("ja"), "ara": mustGrammar("ar"),
}

// talker makes one call's conversation.
type talker struct {
	voice
	call    *Call
	deal    talkFacts
	spans   []span
	turns   []turnSpan
	clock   float64 // milliseconds
	perWord float64
	from    int // speaker of the running turn
	to      int // the one it is directed to
	order   map[string]int
	topic   int
	quiet   bool // the running exchange has no topic
}

// span is a sentence as a part of the text that is being made.
type span struct {
	from, to   int
	start, end int64
}

type turnSpan struct {
	voice, topic, first int
	quiet               bool
}

// transcript makes what was said in the call, whether or not it is ready to be read.
func (s *Sim) transcript(c *Call) Transcript {
	d := throw(s.o.Seed, forTalk, int(c.entry.n), c.edits)
	words := float64(s.o.WordsPerMinute)
	// One word takes a little less than its share of a minute; pauses take the rest.
	t := &talker{call: c, perWord: 60_000 / words * 0.92, deal: newTalkFacts(c, &d), order: map[string]int{}}
	minutes := c.Duration.Minutes()
	spoken := tongues[c.Language]
	t.voice = voice{grammar: spoken, dice: &d, facts: t.fact, piles: make([]pile, len(spoken.rules)), out: make([]byte, 0, int(minutes*words*6.6)+1024)}
	t.spans = make([]span, 0, int(minutes*words/9)+16)
	t.clock = float64(d.between(300, 4000))
	t.hold()
	return t.finish()
}

// hold speaks the whole conversation.
func (t *talker) hold() {
	end := float64(t.call.Duration.Milliseconds())
	switch t.call.entry.kind {
	case voicemail:
		t.exchange("voicemail")
		return
	case brief:
		t.exchange("novoice")
		for _, topic := range []int{3, 10} {
			if t.topic = topic; t.clock < end*0.7 {
				t.until(end * 0.8)
			}
		}
	default:
		t.topic = 0
		t.exchange("greet")
		t.topic = 1
		t.introduce()
		done := 2.0
		if t.call.hostile >= 0 {
			t.hostile()
		}
		for _, part := range plans[t.call.entry.kind] {
			t.topic = part.topic
			done += float64(part.percent) * 0.96
			t.until(end * done / 100)
		}
	}
	t.topic = len(topics) - 1
	t.exchange("close")
}

// until speaks about the running topic up to a moment of the call.
func (t *talker) until(moment float64) {
	for t.clock < moment {
		t.exchange(topics[t.topic].script)
	}
}

// introduce lets everybody who will speak say who they are.
func (t *talker) introduce() {
	for i, sp := range t.call.speakers {
		switch {
		case i == 0 || sp.role == 'B' && !t.second(i):
		case sp.role == 'T':
			t.one("intro", i)
		default:
			t.one("meet", i)
		}
	}
}

// second tells whether an earlier speaker has the same role.
func (t *talker) second(i int) bool {
	for _, sp := range t.call.speakers[:i] {
		if sp.role == t.call.speakers[i].role {
			return true
		}
	}
	return false
}

// one lets a certain speaker say a single-turn exchange.
func (t *talker) one(script string, speaker int) {
	list := t.scripts[script]
	t.begin()
	t.from, t.to = speaker, 0
	t.turn(list[t.dice.below(len(list))][0].text)
}

// exchange speaks the next exchange of a script. Each is used once before one comes again.
func (t *talker) exchange(script string) {
	list := t.scripts[script]
	if list == nil {
		script = "mid"
		list = t.scripts[script]
	}
	at, begun := t.order[script]
	if !begun {
		at = t.dice.below(1 << 16)
	}
	t.order[script] = at + 1
	t.begin()
	t.quiet = t.dice.chance(55)
	others := [2]int{t.dice.below(8), t.dice.below(8)}
	for _, l := range list[spread(0, at, len(list))] {
		t.from = t.speakerOf(l.role, others)
		t.turn(l.text)
		t.to = t.from
	}
}

// speakerOf finds who has a role in this call; who is alone on a side has both its roles.
func (t *talker) speakerOf(role byte, others [2]int) int {
	var fits [8]int
	n := 0
	for i, sp := range t.call.speakers {
		if sp.role == role && n < len(fits) {
			fits[n] = i
			n++
		}
	}
	switch {
	case n > 0 && role == 'C':
		return fits[others[0]%n]
	case n > 0 && role == 'T':
		return fits[others[1]%n]
	case n > 0:
		return fits[0]
	case role == 'T':
		return 0
	}
	return min(1, len(t.call.speakers)-1)
}

// turn speaks one turn and cuts it into timed sentences. Two turns of one speaker in a row become one.
func (t *talker) turn(text []token) {
	if n := len(t.out); n > 0 && t.out[n-1] != ' ' {
		t.out = append(t.out, ' ')
	}
	start := len(t.out)
	t.say(text)
	if len(t.out) == start {
		return
	}
	if last := len(t.turns) - 1; last < 0 || t.turns[last].voice != t.from || t.turns[last].topic != t.topic {
		t.turns = append(t.turns, turnSpan{voice: t.from, topic: t.topic, first: len(t.spans), quiet: t.quiet})
		t.clock += float64(t.dice.between(120, 900))
	}
	t.cut(start)
	if last := len(t.turns) - 1; t.turns[last].first == len(t.spans) {
		t.turns = t.turns[:last] // nothing but spaces
	}
}

func (t *talker) finish() Transcript {
	limit := t.call.Duration.Milliseconds()
	if n := len(t.spans); n > 0 && t.spans[n-1].end > limit {
		shrink := float64(limit) / float64(t.spans[n-1].end)
		for i := range t.spans {
			sp := &t.spans[i]
			sp.start, sp.end = int64(float64(sp.start)*shrink), int64(float64(sp.end)*shrink)
		}
	}
	text := string(t.out)
	sentences := make([]Sentence, len(t.spans))
	for i, sp := range t.spans {
		sentences[i] = Sentence{Start: sp.start, End: sp.end, Text: text[sp.from:sp.to]}
	}
	tr := Transcript{CallID: t.call.ID, Turns: make([]Turn, len(t.turns))}
	for i, ts := range t.turns {
		end := len(sentences)
		if i+1 < len(t.turns) {
			end = t.turns[i+1].first
		}
		turn := Turn{Speaker: t.call.speakers[ts.voice].id, Sentences: sentences[ts.first:end:end], voice: ts.voice, stage: ts.topic}
		if !ts.quiet {
			turn.Topic = topics[ts.topic].name
		}
		tr.Turns[i] = turn
	}
	return tr
}

// length is the time from the first word of a turn to its last.
func (t Turn) length() time.Duration {
	if len(t.Sentences) == 0 {
		return 0
	}
	return time.Duration(t.Sentences[len(t.Sentences)-1].End-t.Sentences[0].Start) * time.Millisecond
}
