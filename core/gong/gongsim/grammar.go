package gongsim

import (
	"bytes"
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed words/*.txt
var wordFiles embed.FS

// A grammar makes text from rules. Its files hold lists and scripts:
//
//	:name            a list; what follows are its alternatives, one a line or parted by " | ", "-" being the empty one
//	::name other     a deck: a list whose alternatives come once in a call each; when it is used up, the other list speaks for it
//	@name            a script; its paragraphs are exchanges, their lines turns such as "S: {hello} {$you}!"
//
// Between braces stand: a list's name; x=list, which keeps its choice under x for the rest of the exchange, and {x}, which repeats it;
// #3-40, a number; $name, a fact of the call.
type grammar struct {
	lists   map[string]int
	rules   [][][]token // by list, by alternative
	decks   []int       // by list: the list that speaks when the deck is used up; -1 for lists that are none
	scripts map[string][]exchange
}

// exchange is a few turns that belong together: a question and its answer, a remark and its echo.
type exchange []line

type line struct {
	role byte // S seller, T second seller, B buyer, C second buyer
	text []token
}

type tokenKind uint8

const (
	literal tokenKind = iota
	listed            // a choice from a list
	bound             // a choice that is kept, or repeated
	number
	fact
)

type token struct {
	kind tokenKind
	text string // literal; name of a fact
	list int    // of listed and bound
	slot int    // of bound
	low  int
	high int
}

// maxSlots bounds the choices that one exchange keeps.
const maxSlots = 8

// mustGrammar reads a grammar that is part of the program, so its mistakes are ours and end the program.
func mustGrammar(files ...string) *grammar {
	g := &grammar{lists: map[string]int{}, scripts: map[string][]exchange{}}
	var sources []string
	for _, name := range files {
		b, err := wordFiles.ReadFile("words/" + name + ".txt")
		if err != nil {
			panic(err)
		}
		sources = append(sources, string(b))
	}
	// Lists may be used before they are written, so their names are gathered first.
	for _, source := range sources {
		for l := range strings.Lines(source) {
			if name, ok := listName(l); ok {
				if _, twice := g.lists[name]; !twice {
					g.lists[name] = len(g.rules)
					g.rules = append(g.rules, nil)
					g.decks = append(g.decks, -1)
				}
			}
		}
	}
	for _, source := range sources {
		g.read(source)
	}
	return g
}

// listName reads the line that begins a list or a deck.
func listName(l string) (name string, ok bool) {
	l, ok = strings.CutPrefix(strings.TrimSpace(l), ":")
	name, _, _ = strings.Cut(strings.TrimPrefix(l, ":"), " ")
	return name, ok
}

func (g *grammar) read(source string) {
	list, script := -1, ""
	var turns exchange
	slots := map[string]int{}
	flush := func() {
		if len(turns) > 0 {
			g.scripts[script] = append(g.scripts[script], turns)
		}
		turns, slots = nil, map[string]int{}
	}
	for l := range strings.Lines(source) {
		l = strings.TrimSpace(l)
		switch {
		case strings.HasPrefix(l, "# "):
		case l == "":
			flush()
		case l[0] == ':':
			flush()
			name, _ := listName(l)
			list, script = g.lists[name], ""
			if _, other, deck := strings.Cut(l, " "); deck {
				g.decks[list] = g.named(other)
			}
		case l[0] == '@':
			flush()
			list, script = -1, l[1:]
		case script != "":
			role, text, ok := strings.Cut(l, ": ")
			if !ok || len(role) != 1 {
				panic(fmt.Sprintf("words: %q is no turn", l))
			}
			turns = append(turns, line{role: role[0], text: g.compile(text, slots)})
		default:
			for alternative := range strings.SplitSeq(l, " | ") {
				if alternative == "-" {
					alternative = ""
				}
				g.rules[list] = append(g.rules[list], g.compile(alternative, nil))
			}
		}
	}
	flush()
}

// compile turns a text with braces into tokens. Slots are the kept choices of the exchange; nil in lists, which keep none.
func (g *grammar) compile(text string, slots map[string]int) []token {
	var tokens []token
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		if before != "" {
			tokens = append(tokens, token{kind: literal, text: before})
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			panic(fmt.Sprintf("words: brace left open in %q", text))
		}
		tokens = append(tokens, g.slot(name, slots))
		text = after
	}
	return tokens
}

func (g *grammar) slot(name string, slots map[string]int) token {
	if low, high, ok := strings.Cut(strings.TrimPrefix(name, "#"), "-"); ok && name[0] == '#' {
		l, err1 := strconv.Atoi(low)
		h, err2 := strconv.Atoi(high)
		if err1 != nil || err2 != nil {
			panic(fmt.Sprintf("words: %q is no range", name))
		}
		return token{kind: number, low: l, high: h}
	}
	if after, ok := strings.CutPrefix(name, "$"); ok {
		return token{kind: fact, text: after}
	}
	if slot, ok := slots[name]; ok {
		return token{kind: bound, slot: slot, list: -1}
	}
	key, list, keeps := strings.Cut(name, "=")
	if !keeps {
		list = name
	}
	index := g.named(list)
	if !keeps {
		return token{kind: listed, list: index}
	}
	slots[key] = len(slots)
	if len(slots) > maxSlots {
		panic(fmt.Sprintf("words: more than %d kept choices at %q", maxSlots, name))
	}
	return token{kind: bound, slot: slots[key], list: index}
}

func (g *grammar) named(list string) int {
	index, ok := g.lists[list]
	if !ok {
		panic(fmt.Sprintf("words: no list %q", list))
	}
	return index
}

// words returns a list whose alternatives are plain text.
func (g *grammar) words(list string) []string {
	var plain []string
	for _, alternative := range g.rules[g.lists[list]] {
		plain = append(plain, alternative[0].text)
	}
	return plain
}

// voice speaks a grammar: it holds the choices of the running exchange and the facts of the call.
type voice struct {
	*grammar
	dice  *dice
	facts func(name string) string
	kept  [maxSlots][]byte
	piles []pile // by list; of the decks among them
	out   []byte
}

// pile is how far a call has dealt a deck. The first alternative and the stride, by which all are met, are the call's own.
type pile struct{ next, stride, dealt int }

// deal returns the number of the next alternative of a deck; ok is false when all were dealt.
func (v *voice) deal(list int) (n int, ok bool) {
	size, p := len(v.rules[list]), &v.piles[list]
	if p.dealt == size {
		return 0, false
	}
	if p.dealt == 0 {
		p.next, p.stride = v.dice.below(size), v.dice.between(1, size-1)
		for gcd(p.stride, size) != 1 {
			p.stride++
		}
	}
	n = p.next
	p.next, p.dealt = (n+p.stride)%size, p.dealt+1
	return n, true
}

// begin forgets the kept choices: a new exchange starts.
func (v *voice) begin() {
	for i := range v.kept {
		v.kept[i] = v.kept[i][:0]
	}
}

// say appends the text of the tokens to out.
func (v *voice) say(tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case literal:
			v.put(t.text)
		case listed:
			v.choose(t.list)
			if i+1 < len(tokens) && tokens[i+1].kind == literal && tokens[i+1].text[0] == ' ' {
				v.falter()
			}
		case number:
			v.out = strconv.AppendInt(v.out, int64(v.dice.between(t.low, t.high)), 10)
		case fact:
			v.put(v.facts(t.text))
		case bound:
			if kept := v.kept[t.slot]; len(kept) > 0 {
				v.article(kept[0])
				v.out = append(v.out, kept...)
				continue
			}
			from := len(v.out)
			v.choose(t.list)
			if from > 0 && from < len(v.out) && v.out[from-1] == 'n' && v.out[from] == ' ' {
				from++ // the article grew by its n
			}
			v.kept[t.slot] = append(v.kept[t.slot], v.out[from:]...)
		}
	}
}

// falter puts in one of the small words of somebody who thinks while speaking, now and then.
func (v *voice) falter() {
	list, ok := v.lists["falter"]
	if n := len(v.out); ok && n > 0 && (v.out[n-1]|32 >= 'a' && v.out[n-1]|32 <= 'z') && v.dice.next()&15 == 0 {
		v.choose(list)
	}
}

func (v *voice) choose(list int) {
	if v.decks[list] < 0 {
		v.say(pick(v.dice, v.rules[list]))
	} else if n, ok := v.deal(list); ok {
		v.say(v.rules[list][n])
	} else {
		v.choose(v.decks[list])
	}
}

// put appends plain text, without a second space in a row.
func (v *voice) put(text string) {
	if text != "" && text[0] == ' ' && (len(v.out) == 0 || v.out[len(v.out)-1] == ' ') {
		text = text[1:]
	}
	if text == "" {
		return
	}
	switch text[0] {
	case ',':
		v.out = bytes.TrimRight(v.out, " ")
	case '.', '?', '!':
		v.out = bytes.TrimRight(v.out, " ,")
	}
	if text[0] == ',' && bytes.HasSuffix(v.out, []byte{','}) {
		if text = text[1:]; text == "" {
			return
		}
	}
	v.article(text[0])
	v.out = append(v.out, text...)
}

// article makes "a" into "an" where the next word asks for it.
func (v *voice) article(next byte) {
	n := len(v.out)
	if n < 2 || v.out[n-1] != ' ' || v.out[n-2] != 'a' || (n > 2 && v.out[n-3] != ' ') {
		return
	}
	switch next {
	case 'a', 'e', 'i', 'o', 'A', 'E', 'I', 'O':
		v.out = append(v.out[:n-1], 'n', ' ')
	}
}
