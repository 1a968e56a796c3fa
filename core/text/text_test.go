package text_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core/text"
)

// nasty are texts that try to break out of the grammar; random texts are drawn from them and mixed.
var nasty = []string{
	"", " ", "-", "plain", "Jane Doe", "a, b", `quote " inside`, `back\slash`, "=== Call 1 ===", "\n=== Call 1 ===\n", "Title: forged",
	"[00:00:03] Jane (Internal) · Topic", "  - item", "    indented", "\r\nCRLF\r\n\r\nblank", "tab\there", "nul\x00del\x7f", "c1\u0080\u009b",
	"nel\u0085ls\u2028ps\u2029", "\xff\xfe bad utf8", "日本語のテキスト", "مرحبا", "👩‍👩‍👧 emoji", "e\u0301", "a · b", "<b@c.d>", "(paren)", "x: y; z", "%41 %",
	"\u00a0nbsp\u00a0", "\ufeffbom", "00:12:10", "00:12:10 x", "1:2", "…", "\u202eevil",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(4) {
		b.WriteString(nasty[r.IntN(len(nasty))])
	}
	return b.String()
}

func randomRecord(r *rand.Rand) text.Record {
	kinds := []string{"Call", "Transcript", "User stats"}
	rec := text.New(kinds[r.IntN(len(kinds))], randomText(r))
	for range r.IntN(4) {
		rec.Set("Title", randomText(r))
		rec.List("Key points", []string{randomText(r), randomText(r), text.Item{Parts: []string{randomText(r)}, Text: randomText(r)}.String()})
	}
	for range r.IntN(4) {
		rec.Say(text.Turn{
			At: time.Duration(r.IntN(400_000_000)) * time.Millisecond, Speaker: randomText(r),
			Affiliation: []string{"", "Internal", "External"}[r.IntN(3)], Topic: randomText(r), Lines: []string{randomText(r), randomText(r)},
		})
	}
	return rec
}

func TestParseReadsWhatAppendWrote(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		want := randomRecord(r)
		written := string(text.Append(nil, want))
		got, err := text.Parse(written)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, written)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: (-want +got)\n%s\n%s", seed, diff, written)
		}
	}
}

func TestWrittenTextIsTidy(t *testing.T) {
	for seed := range uint64(500) {
		written := string(text.Append(nil, randomRecord(rand.New(rand.NewPCG(seed, 2)))))
		if !strings.HasSuffix(written, "\n") || strings.HasSuffix(written, "\n\n") {
			t.Fatalf("seed %d: want one newline at the end:\n%q", seed, written)
		}
		for _, line := range strings.Split(written, "\n") {
			if strings.TrimRightFunc(line, unicode.IsSpace) != line {
				t.Fatalf("seed %d: trailing space in %q", seed, line)
			}
		}
		if n := strings.Count("\n"+written, "\n=== "); n != 1 {
			t.Fatalf("seed %d: %d records can be seen in one:\n%s", seed, n, written)
		}
	}
}

func TestItems(t *testing.T) {
	for _, c := range []struct {
		name string
		item text.Item
		want string
	}{
		{
			"person",
			text.Item{Parts: []string{"Jane Doe", "VP Sales"}, Email: "jane@acme.com", Notes: []string{"External", "invited", "attended"}},
			"Jane Doe <jane@acme.com>, VP Sales (External, invited, attended)",
		},
		{"person without a name", text.Item{Email: "jane@acme.com", Notes: []string{"External"}}, "<jane@acme.com> (External)"},
		{"absent part before a present one", text.Item{Parts: []string{"Opportunity", "", "Discovery"}}, "Opportunity, -, Discovery"},
		{"a dash is not absent", text.Item{Parts: []string{"-"}}, `"-"`},
		{"forbidden characters", text.Item{Parts: []string{`Acme, "Inc" (NY)`}}, `"Acme, \"Inc\" (NY)"`},
		{
			"tracker",
			text.Item{Parts: []string{"Competitors", "3"}, Notes: []string{"KEYWORD"}, Text: "00:00:32, 00:12:10"},
			"Competitors, 3 (KEYWORD): 00:00:32, 00:12:10",
		},
		{"comment", text.Item{At: "00:12:10", Parts: []string{"Sam Lee"}, Text: "good question"}, "00:12:10 Sam Lee: good question"},
		{"only a time and a text", text.Item{At: "00:12:10", Text: "well"}, "00:12:10: well"},
		{"nothing", text.Item{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.item.String(); got != c.want {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			back, err := text.ParseItem(c.want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.item, back, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("read back (-want +got)\n%s", diff)
			}
		})
	}
}

func TestItemsSurviveAnyText(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 3))
		clean := func() string { return text.CleanLine(randomText(r)) }
		want := text.Item{Email: clean(), Notes: nonEmpty(clean(), clean()), Text: text.Clean(randomText(r))}
		want.Parts = []string{clean(), clean(), "last"}
		if r.IntN(2) == 0 {
			want.At = "01:02:03"
		}
		got, err := text.ParseItem(want.String())
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: %q (-want +got)\n%s", seed, want.String(), diff)
		}
	}
}

func nonEmpty(texts ...string) []string {
	var kept []string
	for _, s := range texts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, lines, line string }{
		{"plain", "Hello, you", "Hello, you", "Hello, you"},
		{"all the line breaks", "a\r\nb\rc\vd\fe\x1cf\x1dg\x1eh\u0085i\u2028j\u2029k", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk", "a b c d e f g h i j k"},
		{"a run of breaks counts once", "a\n\n \t\n\nb", "a\nb", "a b"},
		{"tab is a space", "a\tb", "a b", "a b"},
		{"controls vanish", "a\x00\x07\x7f\u0090b", "ab", "ab"},
		{"ends of lines are trimmed", "  a  \n\u00a0b\u3000", "a\nb", "a b"},
		{"invalid UTF-8", "a\xffb", "a\ufffdb", "a\ufffdb"},
		{"other scripts pass", "日本 مرحبا 👩‍👩‍👧 e\u0301", "日本 مرحبا 👩‍👩‍👧 e\u0301", "日本 مرحبا 👩‍👩‍👧 e\u0301"},
		{"nothing left", " \n\t\x00", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Clean(c.in); got != c.lines {
				t.Errorf("Clean: got %q, want %q", got, c.lines)
			}
			if got := text.CleanLine(c.in); got != c.line {
				t.Errorf("CleanLine: got %q, want %q", got, c.line)
			}
		})
	}
}

func TestIDs(t *testing.T) {
	for _, s := range []string{"", "4570250816631531513", "a b", "Salesforce/006B", "100%", "%41", "ü", "a\nb", "x/2026-04-08"} {
		id := text.EscapeID(s)
		if strings.ContainsAny(id, " \n") || id == "" {
			t.Errorf("%q escapes to %q, which cannot stand in a record's first line", s, id)
		}
		if back := text.UnescapeID(id); back != s {
			t.Errorf("%q came back as %q", s, back)
		}
	}
}

func TestUnits(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 12 * time.Second: "12s", 45*time.Minute + 12*time.Second: "45m 12s", time.Hour + 2*time.Minute + 3*time.Second: "1h 02m 03s",
		1999 * time.Millisecond: "1s",
	} {
		got := text.Duration(d)
		if got != want {
			t.Errorf("Duration(%v): got %q, want %q", d, got, want)
		}
		if back, err := text.ParseDuration(got); err != nil || back != d.Truncate(time.Second) {
			t.Errorf("ParseDuration(%q): got %v, %v", got, back, err)
		}
	}
	for d, want := range map[time.Duration]string{0: "00:00:00", 460_900 * time.Millisecond: "00:07:40", 123 * time.Hour: "123:00:00", -time.Second: "00:00:00"} {
		got := text.Offset(d)
		if got != want {
			t.Errorf("Offset(%v): got %q, want %q", d, got, want)
		}
		if back, err := text.ParseOffset(got); err != nil || back != max(d.Truncate(time.Second), 0) {
			t.Errorf("ParseOffset(%q): got %v, %v", got, back, err)
		}
	}
	for _, bad := range []string{"", "1:2:3", "00:60:00", "00:00:60", "x0:00:00", "000:00:00"} {
		if d, err := text.ParseOffset(bad); err == nil {
			t.Errorf("ParseOffset(%q) = %v, want an error", bad, d)
		}
	}
}

func TestParseNamesTheBadLine(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no record", "Title: x\n", "line 1: a record begins"},
		{"id with a quote", "=== Call a\" ===\n", "line 1: a record begins"},
		{"no key", "=== Call 1 ===\nhello\n", "line 2: a field begins"},
		{"no space behind the colon", "=== Call 1 ===\nTitle:x\n", "line 2: a value follows"},
		{"neither value nor items", "=== Call 1 ===\nTitle:\n", "line 2: a field has neither"},
		{"empty item", "=== Call 1 ===\nTopics:\n  - \n", "line 3: a value is empty"},
		{"empty continuation", "=== Call 1 ===\nTitle: x\n    \n", "line 3: a continuation is empty"},
		{"no turns", "=== Call 1 ===\n\n", "line 2: turns are missing"},
		{"bad time", "=== Call 1 ===\n\n[0:0:0] Jane\n", "line 3: a turn's time"},
		{"speaker not closed", "=== Call 1 ===\n\n[00:00:00] \"Jane\n", "line 3: a turn's speaker"},
		{"text behind the speaker", "=== Call 1 ===\n\n[00:00:00] Jane, Doe\n", "line 3: unexpected text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := text.Parse(c.in)
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %q...", err, c.want)
			}
		})
	}
}

func TestReaderReadsAFile(t *testing.T) {
	h := text.Header{Title: "Transcripts", Description: "Full call transcripts with timestamped speaker turns"}
	h.Add("Data type", "transcripts")
	h.Add("Period", "all")
	h.Add("Absent", "")
	file := text.AppendHeader(nil, h)
	var want []text.Record
	for seed := range uint64(50) {
		r := randomRecord(rand.New(rand.NewPCG(seed, 4)))
		want = append(want, r)
		file = text.Append(append(file, '\n'), r)
	}
	reader := text.NewReader(strings.NewReader(string(file)))
	head, err := reader.Header()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h, head); diff != "" {
		t.Errorf("header (-want +got)\n%s", diff)
	}
	var got []text.Record
	for {
		r, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("records (-want +got)\n%s", diff)
	}
}

func TestReaderNamesWhatIsWrong(t *testing.T) {
	const head = "Gong Calls\nAll calls\n\nData type:    calls\n"
	for _, c := range []struct{ name, in, want string }{
		{"foreign file", "hello\n", "does not begin with the header"},
		{"empty file", "", "does not begin with the header"},
		{"cut in a line", head + "\n=== Call 1 ===\nTitle: Hel", "line 7: the file ends in the middle"},
		{"empty line at the end", head + "\n=== Call 1 ===\n\n", "line 7: the file ends with an empty line"},
		{"broken record", head + "\n=== Call 1 ===\nTitle:x\n", "line 7: a value follows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := text.NewReader(strings.NewReader(c.in))
			_, err := r.Header()
			for err == nil {
				_, err = r.Next()
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want ...%q...", err, c.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(string(text.Append(nil, randomRecord(rand.New(rand.NewPCG(seed, 5))))))
	}
	f.Fuzz(func(t *testing.T, s string) {
		read, err := text.Parse(s)
		if err != nil {
			return
		}
		r := remade(read)
		again, err := text.Parse(string(text.Append(nil, r)))
		if err != nil {
			t.Fatalf("what was read cannot be written and read again: %v\n%q", err, s)
		}
		if diff := cmp.Diff(r, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-first +second)\n%s", diff)
		}
	})
}

// remade is the record as its own methods would have made it: a file written by another hand may hold text that is not clean.
func remade(read text.Record) text.Record {
	r := text.New(read.Kind, text.UnescapeID(read.ID))
	for _, f := range read.Fields {
		r.Set(f.Key, f.Value)
		r.List(f.Key, f.Items)
	}
	for _, t := range read.Turns {
		t.Affiliation = []string{"", "Internal", "External"}[len(t.Affiliation)%3]
		r.Say(t)
	}
	return r
}

func FuzzItem(f *testing.F) {
	f.Add("Jane Doe", "jane@acme.com", "VP, Sales", "External", "a: b")
	f.Add("", "", "-", "(", "\n")
	f.Fuzz(func(t *testing.T, name, email, title, note, rest string) {
		item := text.Item{Parts: []string{name, title, "end"}, Email: email, Notes: []string{note}, Text: rest}
		got, err := text.ParseItem(item.String())
		if err != nil {
			t.Fatal(err)
		}
		want := text.Item{
			Parts: []string{text.CleanLine(name), text.CleanLine(title), "end"}, Email: text.CleanLine(email),
			Notes: nonEmpty(text.CleanLine(note)), Text: text.Clean(rest),
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q (-want +got)\n%s", item.String(), diff)
		}
	})
}
