package marks_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tamtam/core/marks"
	"tamtam/core/text"
)

// FuzzFind: whatever an anchor holds and a transcript says, a passage that is found lies in the transcript, and one that is made is found at once.
func FuzzFind(f *testing.F) {
	f.Add(call, 4, 44, 4, 66, "our budget did not grow", "year, and ", ".\n\nI see.", 33)
	f.Add("0 a: 日本語のテキスト 👍🏽\n2 b: สวัสดีครับ | e\u0301\n", 0, 1, 1, 3, "本語", "日", "の", 0)
	f.Add("0 a: x\n", -1, 9, 5, -2, "", "", "", -5)
	f.Fuzz(func(t *testing.T, script string, turn, from, toTurn, to int, quote, before, after string, at int) {
		var turns []text.Turn
		for line := range strings.Lines(script) {
			r := text.New("Transcript", "1")
			r.Say(text.Turn{At: time.Duration(len(turns)) * 3 * time.Second, Speaker: "a", Lines: strings.Split(line, " | ")})
			turns = append(turns, r.Turns...)
		}
		a := marks.Anchor{
			Span: marks.Span{Turn: turn, From: from, ToTurn: toTurn, To: to}, Quote: quote, Before: before, After: after, At: time.Duration(at) * time.Second,
		}
		if s, found := a.Find(turns); found {
			inside(t, turns, s)
		}
		made, err := marks.NewAnchor(turns, a.Span)
		if err != nil {
			return
		}
		inside(t, turns, made.Span)
		if textIn(turns, made.Span) != made.Quote {
			t.Errorf("%v says %q, not %q", made.Span, textIn(turns, made.Span), made.Quote)
		}
		if s, found := made.Find(turns); !found || s != made.Span {
			t.Errorf("%v is found at %v: %v", made.Span, s, found)
		}
		made.Turn, made.ToTurn = made.Turn+1, made.ToTurn+1
		later := append([]text.Turn{{Lines: []string{"something that was not there"}}}, turns...)
		if s, found := made.Find(later); found {
			inside(t, later, s)
		}
	})
}

func inside(t *testing.T, turns []text.Turn, s marks.Span) {
	t.Helper()
	length := func(turn int) int { return utf8.RuneCountInString(strings.Join(turns[turn].Lines, "\n")) }
	if s.Turn < 0 || s.ToTurn >= len(turns) || s.Turn > s.ToTurn || s.From < 0 || s.From > length(s.Turn) || s.To < 0 || s.To > length(s.ToTurn) ||
		s.Turn == s.ToTurn && s.From >= s.To {
		t.Fatalf("%v is no passage of %q", s, turns)
	}
}

// FuzzImport: a file is read or refused; what was read comes back as it was, once exported.
func FuzzImport(f *testing.F) {
	var b bytes.Buffer
	if err := marks.Export(&b, lines(everything(f)...)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		first, err := marks.Import(bytes.NewReader(file))
		if err != nil {
			return
		}
		var again, third bytes.Buffer
		if err := marks.Export(&again, lines(first...)); err != nil {
			t.Fatal(err)
		}
		second, err := marks.Import(bytes.NewReader(again.Bytes()))
		if err != nil {
			t.Fatalf("what was exported is refused: %v", err)
		}
		if err := marks.Export(&third, lines(second...)); err != nil || !bytes.Equal(again.Bytes(), third.Bytes()) {
			t.Errorf("%v\n%s\n%s", err, again.Bytes(), third.Bytes())
		}
	})
}
