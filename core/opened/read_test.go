package opened_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/opened"
	"tamtam/core/text"
)

func inUTF16(s string, order func(b []byte, u uint16) []byte) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order(b, u)
	}
	return string(b)
}

func little(b []byte, u uint16) []byte { return append(b, byte(u), byte(u>>8)) }
func big(b []byte, u uint16) []byte    { return append(b, byte(u>>8), byte(u)) }

// inWindows1252 writes the few characters that are used here.
func inWindows1252(s string) string {
	return strings.NewReplacer("ö", "\xf6", "ß", "\xdf", "–", "\x96", "日本語 and 👩‍👩‍👧", "and", "·", "\xb7").Replace(s)
}

func TestWhatWasDoneToAFileIsUndone(t *testing.T) {
	latin := strings.Replace(whole, "日本語 and 👩‍👩‍👧", "and", 1)
	tests := []struct {
		name string
		file string
		of   string // has the records that are read; whole when ""
		want []opened.Repair
	}{
		{"as it was written", whole, "", nil},
		{"byte order mark", "\ufeff" + whole, "", []opened.Repair{opened.ByteOrderMark}},
		{"CR LF", strings.ReplaceAll(whole, "\n", "\r\n"), "", []opened.Repair{opened.LineEnds}},
		{"CR", strings.ReplaceAll(whole, "\n", "\r"), "", []opened.Repair{opened.LineEnds}},
		{"white space at the ends", strings.ReplaceAll(whole, "\n", " \t\n"), "", []opened.Repair{opened.WhiteSpace}},
		{"tabs", strings.ReplaceAll(whole, "\n    ", "\n\t"), "", []opened.Repair{opened.WhiteSpace}},
		{"other indentation", strings.ReplaceAll(whole, "\n    ", "\n  "), "", []opened.Repair{opened.WhiteSpace}},
		{"no newline at the end", strings.TrimSuffix(whole, "\n"), "", []opened.Repair{opened.NoNewline}},
		{"empty lines everywhere", strings.ReplaceAll(whole, "\n", "\n\n"), "", []opened.Repair{opened.EmptyLines}},
		{"no empty lines", head + strings.ReplaceAll(first+second, "\n\n", "\n"), "", []opened.Repair{opened.EmptyLines}},
		{"empty lines at the end", whole + "\n\n\n", "", nil},
		{"UTF-16 with a mark", "\xff\xfe" + inUTF16(whole, little), "", []opened.Repair{opened.ByteOrderMark, opened.UTF16}},
		{"the other UTF-16 with a mark", "\xfe\xff" + inUTF16(whole, big), "", []opened.Repair{opened.ByteOrderMark, opened.UTF16}},
		{"UTF-16 without", inUTF16(latin, little), latin, []opened.Repair{opened.UTF16}},
		{"the other UTF-16 without", inUTF16(latin, big), latin, []opened.Repair{opened.UTF16}},
		{"Windows-1252", inWindows1252(whole), latin, []opened.Repair{opened.Windows1252}},
		{"one broken character", strings.Replace(whole, "日本語", "日本\xe8\xaa", 1), strings.Replace(whole, "日本語", "日本\ufffd", 1), []opened.Repair{opened.Characters}},
		{"controls", strings.Replace(whole, "Yes", "Y\x00es\x7f", 1), "", []opened.Repair{opened.Characters}},
		{"mail's CR LF without a header", strings.ReplaceAll(first+second, "\n", "\r\n"), "", []opened.Repair{opened.LineEnds}},
		{"two files in one", head + first + head + second, "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			of := test.of
			if of == "" {
				of = whole
			}
			got, facts := read(t, test.file)
			if diff := cmp.Diff(records(t, of), got); diff != "" {
				t.Error(diff)
			}
			if !slices.Equal(facts.Repairs, test.want) || facts.Lost+facts.Partly > 0 || len(facts.Problems) > 0 {
				t.Errorf("repairs %q, want %q; %+v", facts.Repairs, test.want, facts)
			}
			if strings.Contains(test.name, "header") {
				return
			}
			if facts.Header.Title != "Transcripts" || !facts.Generated.Equal(time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)) || len(facts.Header.Facts) != 6 {
				t.Errorf("header %+v, generated %v", facts.Header, facts.Generated)
			}
		})
	}
}

func TestHeadersOfAnyAge(t *testing.T) {
	for _, test := range []struct{ name, header, title, description string }{
		{"ours", head, "Transcripts", "Full call transcripts with timestamped speaker turns"},
		{"a description with a colon", "Gong Calls\nCalls: all of them\n\nSource: x\n", "Calls", "Calls: all of them"},
		{"no description", "Gong Calls\n\nData type: calls\n", "Calls", ""},
		{"facts of another time", "Gong Calls\nAll\n\nFavourite colour: blue\nno fact\n", "Calls", "All"},
		{"words before it", "Dear all,\nsee below.\n\nGong Calls\nAll\n", "Calls", "All"},
		{"none", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, facts := read(t, test.header+first)
			if len(got) != 1 || facts.Header.Title != test.title || facts.Header.Description != test.description || len(facts.Problems) > 0 {
				t.Errorf("%d records, %+v", len(got), facts)
			}
		})
	}
}

// What is wrong in the middle of a record is left out and told of; everything around it stays.
func TestWhatCannotBeReadIsTold(t *testing.T) {
	line := func(file, of string) int { return 1 + strings.Count(file[:strings.Index(file, of)], "\n") }
	tests := []struct {
		name     string
		old, new string   // in the whole file
		gone     []string // lines of the whole file that are not in what is read
		reason   string
		kind     string
		lost     int
	}{
		{"a turn's time", "[00:00:12]", "[0:12]", []string{"[00:00:12] Jane Doe (External) · Pricing\n", "    Yes please.\n"}, "a turn's time is not hh:mm:ss", "Transcript", 0},
		{"a turn's speaker", "[00:00:12] Jane Doe", "[00:00:12] Jane, Doe", []string{"[00:00:12] Jane Doe (External) · Pricing\n", "    Yes please.\n"}, "", "Transcript", 0},
		{"a line between turns", "    Yes please.\n", "NB they said yes\n    Yes please.\n", []string{"    Yes please.\n"}, "the line belongs to no field or turn", "Transcript", 0},
		{"a field without a key", "Title: Größe\n", "Größe\n", []string{"Title: Größe\n"}, "a field begins with its key and a colon", "Transcript", 0},
		{"an empty field", "Title: Größe\n", "Title:\n", []string{"Title: Größe\n"}, "a field has neither a value nor items", "Transcript", 0},
		{"a line that is too long", "    Yes please.\n", "    Yes please.\n" + strings.Repeat("x", 3<<20) + "\n", nil, "the line is too long", "Transcript", 0},
		{"a record's head", "=== Transcript 101 ===", "=== Transcript 101", []string{first}, "a record begins with === KIND ID ===", "", 1},
		{"a record of another program", "=== Transcript 101 ===", "=== Podcast 101 ===", []string{first}, "the kind of record is not known", "", 1},
		{"an id that is too long", "=== Transcript 101 ===", "=== Transcript " + strings.Repeat("1", 2000) + " ===", []string{first}, "the record's id is too long", "", 1},
		{"a record of nothing", "\n=== Transcript 102 ===", "\n=== Transcript 103 ===\nnothing\n\n=== Transcript 102 ===", nil, "nothing of the record could be read", "", 1},
		{"a record that is too large", "    Yes please.\n", "    Yes please.\n" + strings.Repeat("    "+strings.Repeat("word ", 2000)+"\n", 4000), []string{first}, "the record is too large", "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			broken, want := strings.Replace(whole, test.old, test.new, 1), whole
			for _, gone := range test.gone {
				want = strings.Replace(want, gone, "", 1)
			}
			got, facts := read(t, broken)
			if diff := cmp.Diff(records(t, want), got); diff != "" {
				t.Error(diff)
			}
			if facts.Lost != test.lost || facts.Partly != 1-test.lost || len(facts.Problems) != 1 {
				t.Fatalf("told of %+v", facts)
			}
			p := facts.Problems[0]
			if test.reason != "" && p.Reason != test.reason || p.Whole != (test.lost == 1) || p.Kind != test.kind {
				t.Errorf("told %+v, want %q", p, test.reason)
			}
			if at := line(broken, test.new); p.Line != at && !strings.HasPrefix(test.new, "    ") && test.gone != nil {
				t.Errorf("told of line %d, want %d", p.Line, at)
			}
		})
	}
}

// A file that was cut anywhere has the whole records before the cut, and the whole turns of the one that was cut.
func TestOfAFileThatWasCutItsWholeTurnsStay(t *testing.T) {
	all := records(t, whole)
	for end := range whole {
		got, facts := read(t, whole[:end])
		if len(got) > len(all) {
			t.Fatalf("cut at %d: %d records", end, len(got))
		}
		for i, r := range got {
			if last := i == len(got)-1; !last && cmp.Diff(all[i], r) != "" || last && !begins(all[i], r) {
				t.Fatalf("cut at %d: record %d is\n%+v", end, i, r)
			}
		}
		if cut := end > strings.Index(whole, "日") && end < len(whole)-1; cut && (len(got) != 2 || !slices.Contains(facts.Repairs, opened.NoNewline)) {
			t.Fatalf("cut at %d: %d records, %+v", end, len(got), facts)
		}
	}
}

// begins tells whether what was read is the beginning of a record, its last value or line aside.
func begins(whole, got text.Record) bool {
	if got.ID != whole.ID || len(got.Turns) > len(whole.Turns) || len(got.Fields) > len(whole.Fields) {
		return strings.HasPrefix(whole.ID, got.ID)
	}
	for i := range max(0, len(got.Turns)-1) {
		if cmp.Diff(whole.Turns[i], got.Turns[i]) != "" {
			return false
		}
	}
	for i := range max(0, len(got.Fields)-1) {
		if cmp.Diff(whole.Fields[i], got.Fields[i]) != "" {
			return false
		}
	}
	return true
}

func TestProblemsAreBounded(t *testing.T) {
	_, facts := read(t, whole+strings.Repeat("\n=== Nonsense 1 ===\n", 1000))
	if len(facts.Problems) != 100 || facts.Others != 900 || facts.Lost != 1000 || facts.Clean() {
		t.Errorf("%d problems and %d others of %d lost", len(facts.Problems), facts.Others, facts.Lost)
	}
}

// Reasons are told to people, and may be sent to support: they hold nothing of the text.
func TestReasonsHoldNothingOfTheText(t *testing.T) {
	const secret = "Xyzzy"
	for _, place := range []string{"=== Transcript 101 ===", "Title: Größe", "  - Jane Doe <jane@acme.com>, VP Sales (External)", "[00:00:12] Jane Doe (External) · Pricing", "00:00:03"} {
		_, facts := read(t, strings.Replace(whole, place, secret+"(,:"+place[:1], 1))
		for _, p := range facts.Problems {
			if strings.Contains(p.Reason, secret) {
				t.Errorf("%q tells of the text", p.Reason)
			}
		}
	}
}

func TestAFailureToReadEndsWithWhatWasRead(t *testing.T) {
	damaged := errors.New("the disk")
	var got []text.Record
	facts, err := opened.Read(io.MultiReader(strings.NewReader(head+first+second[:30]), iotest.ErrReader(damaged)), func(r text.Record) error {
		got = append(got, r)
		return nil
	})
	if !errors.Is(err, damaged) || len(got) == 0 || facts.Records != len(got) {
		t.Errorf("%d records, %v", len(got), err)
	}
	full := errors.New("full")
	if _, err := opened.Read(strings.NewReader(whole), func(text.Record) error { return full }); !errors.Is(err, full) {
		t.Errorf("an error of whoever takes the records became %v", err)
	}
}

// random is a record that the grammar allows.
func random(r *rand.Rand, i int) text.Record {
	words := []string{"a", "Größe", "=== Call 1 ===", "[00:00:03] Jane", "Gong Calls", "- item", "日本語", "x: y", "Title:", "\u00a0", "\ufeff"}
	some := func() string {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			b.WriteString(words[r.IntN(len(words))] + [...]string{" ", "\n", ""}[r.IntN(3)])
		}
		return b.String()
	}
	one := text.New("Transcript", fmt.Sprint("id ", i))
	one.Set("Title", some())
	one.List("Speakers", []string{some(), some()})
	for n := range r.IntN(4) {
		one.Say(text.Turn{At: time.Duration(n) * time.Second, Speaker: "Speaker " + some(), Affiliation: "Internal", Topic: some(), Lines: []string{some(), some()}})
	}
	return one
}

// Whatever is in a file, reading it ends without a panic, keeps every whole record that stands around it, and loses nothing that core/text
// can read by itself.
func FuzzReadKeepsTheRecordsAroundABadOne(f *testing.F) {
	f.Add([]byte("=== Transcript x ===\nTitle: y\n"), uint64(1))
	f.Add([]byte("\xff\xfe=\x00=\x00"), uint64(2))
	f.Add([]byte("garbage\r\r\n\x00\x01 ==="), uint64(3))
	f.Add([]byte("[00:00:00] x\n    y\n\n\n"), uint64(4))
	f.Add([]byte("    indented\n  - item\nKey:\n"), uint64(5))
	f.Add(bytes.Repeat([]byte("a\x00"), 5000), uint64(6))
	f.Fuzz(func(t *testing.T, bad []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		before, after := random(r, 1), random(r, 2)
		file := []byte(head)
		file = text.Append(append(file, '\n'), before)
		file = append(append(file, "\n=== Transcript 999 ===\n"...), bad...)
		file = text.Append(append(file, "\n\n"...), after)
		var got []text.Record
		facts, err := opened.Read(iotest.HalfReader(bytes.NewReader(file)), func(r text.Record) error {
			got = append(got, r)
			if back, err := text.Parse(string(text.Append(nil, r))); err != nil || cmp.Diff(r, back) != "" {
				t.Errorf("a record is read that cannot be written: %v %s", err, cmp.Diff(r, back))
			}
			return nil
		})
		if err != nil || len(got) < 2 || facts.Records != len(got) {
			t.Fatalf("%d records, %v", len(got), err)
		}
		if diff := cmp.Diff(before, got[0]); diff != "" {
			t.Errorf("the record before: %s", diff)
		}
		if diff := cmp.Diff(after, got[len(got)-1]); diff != "" && utf8.Valid(bad) {
			t.Errorf("the record behind: %s", diff)
		}
	})
}
