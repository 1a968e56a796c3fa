package gongsim

import (
	"strings"
	"unicode/utf8"
)

// cut makes sentences of the text that was said since start, and lets time pass for them.
func (t *talker) cut(start int) {
	for start < len(t.out) {
		for start < len(t.out) && t.out[start] == ' ' {
			start++
		}
		end, words := sentenceEnd(t.out, start)
		if end == start {
			return
		}
		if c := t.out[start]; c >= 'a' && c <= 'z' {
			t.out[start] = c - 32
		}
		t.sentence(start, end, words)
		start = end
	}
}

// sentence notes a sentence of so many words and lets its time pass.
func (t *talker) sentence(from, to, words int) {
	length := float64(words) * t.perWord / t.call.speakers[t.from].pace * (0.9 + 0.2*t.dice.part())
	begin := t.clock
	t.clock += max(length, 200)
	t.spans = append(t.spans, span{from: from, to: to, start: int64(begin), end: int64(t.clock)})
	t.clock += float64(t.dice.between(40, 320))
}

// sentenceEnd finds where the sentence that begins at from ends, and how many words it has.
func sentenceEnd(text []byte, from int) (end, words int) {
	words = 1
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			words++
		case c == '.' || c == '?' || c == '!':
			if i+1 == len(text) || text[i+1] == ' ' {
				return i + 1, words
			}
		case c < utf8.RuneSelf:
		case c == 0xe3 || c == 0xef || c == 0xd8: // 。 ？ ！ and the Arabic ؟
			r, size := utf8.DecodeRune(text[i:])
			if strings.ContainsRune("。？！؟", r) {
				return i + size, words + (i-from)/6*boolInt(r > 0x3000)
			}
		}
	}
	return len(text), words
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hostile lets the outsider read out what must not be taken for structure, each text a sentence of its own.
func (t *talker) hostile() {
	t.from = t.speakerOf('B', [2]int{})
	t.turns = append(t.turns, turnSpan{voice: t.from, topic: t.topic, first: len(t.spans), quiet: true})
	for i := range 3 {
		text := hostileSpeech[(t.call.hostile+i)%len(hostileSpeech)]
		start := len(t.out)
		t.out = append(t.out, text...)
		t.sentence(start, len(t.out), 1+strings.Count(text, " "))
	}
}
