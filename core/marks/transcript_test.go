package marks_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tamtam/core/marks"
	"tamtam/core/text"
)

// said makes a transcript of "time speaker: line | line" lines, times in seconds.
func said(t testing.TB, script string) []text.Turn {
	t.Helper()
	var turns []text.Turn
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		head, body, ok := strings.Cut(line, ": ")
		at, speaker, okToo := strings.Cut(head, " ")
		d, err := time.ParseDuration(at + "s")
		if !ok || !okToo || err != nil {
			t.Fatalf("a line of a script that cannot be read: %q", line)
		}
		turns = append(turns, text.Turn{At: d, Speaker: speaker, Lines: strings.Split(body, " | ")})
	}
	return turns
}

// spanIn finds the only place of a passage in a turn.
func spanIn(t testing.TB, turns []text.Turn, turn int, passage string) marks.Span {
	t.Helper()
	whole := strings.Join(turns[turn].Lines, "\n")
	before, _, ok := strings.Cut(whole, passage)
	if !ok {
		t.Fatalf("turn %d says %q, not %q", turn, whole, passage)
	}
	from := len([]rune(before))
	return marks.Span{Turn: turn, From: from, ToTurn: turn, To: from + len([]rune(passage))}
}

func anchor(t testing.TB, turns []text.Turn, s marks.Span) marks.Anchor {
	t.Helper()
	a, err := marks.NewAnchor(turns, s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// textIn is the text of a span, turns separated by an empty line.
func textIn(turns []text.Turn, s marks.Span) string {
	var parts []string
	for i := s.Turn; i <= s.ToTurn; i++ {
		runes := []rune(strings.Join(turns[i].Lines, "\n"))
		from, to := 0, len(runes)
		if i == s.Turn {
			from = s.From
		}
		if i == s.ToTurn {
			to = s.To
		}
		parts = append(parts, string(runes[from:to]))
	}
	return strings.Join(parts, "\n\n")
}

// vocabulary is a few hundred words as they are said, so that short passages come again and again.
var vocabulary = strings.Fields(`the a we you I it is was that this and or but so if when then what how why who price pricing renewal contract
budget quarter team security legal review integration salesforce demo trial pilot customer product roadmap feature support ticket billing
invoice discount seats users license year month week tomorrow yesterday today meeting call email slack thanks okay yes no maybe sure right
great good bad better worst think know see look need want have has had do does did can could would should will shall might must about over
under with without from into onto after before during between again still already never always often really very quite just only even also
both either neither more most less least some any every each other another one two three four five ten hundred thousand percent dollars euros
happy worried concerned excited problem issue solution proposal timeline deadline decision stakeholder champion procurement finance sales
marketing engineering design data dashboard report metric usage adoption onboarding training workshop migration upgrade release version
cloud server latency uptime incident outage backup restore export import search filter note tag star quote highlight Grüße café naïve`)

// speech makes a transcript of n turns.
func speech(r *rand.Rand, n int) []text.Turn {
	turns := make([]text.Turn, n)
	at := time.Duration(0)
	for i := range turns {
		turns[i] = turn(r, at)
		at += time.Duration(3+r.IntN(20)) * time.Second
	}
	return turns
}

// short are turns that many calls have many of.
var short = []string{"Yes.", "Okay.", "Mm-hmm.", "Right, yeah.", "Thank you.", "Sure, sure."}

func turn(r *rand.Rand, at time.Duration) text.Turn {
	t := text.Turn{At: at, Speaker: []string{"Ina", "Jane", "Sam"}[r.IntN(3)]}
	if r.IntN(4) == 0 {
		t.Lines = []string{short[r.IntN(len(short))]}
		return t
	}
	for range 1 + r.IntN(4) {
		words := make([]string, 3+r.IntN(12))
		for i := range words {
			words[i] = vocabulary[r.IntN(len(vocabulary))]
		}
		t.Lines = append(t.Lines, strings.Join(words, " ")+[]string{".", "?", "!", ", so"}[r.IntN(4)])
	}
	return t
}
