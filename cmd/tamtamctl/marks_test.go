package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type markedLine struct {
	CallID, Title, Started string
	Star                   bool
	Read                   string
	Tags                   []string
	Notes                  []struct {
		ID, Text, Created, Changed string
		Passage                    *passageLine
	}
	Highlights []struct {
		ID, Ink string
		Passage passageLine
	}
}

type passageLine struct {
	Text, Speaker, At string
	Turn              *int
}

type foundLine struct {
	Total int
	Hits  []struct {
		CallID, Title, Started string
		Turn                   int
		At, Speaker, Side      string
		Text                   string
		Marks                  [][2]int
	}
	Notices []string
}

func (d *desk) marked(flags ...string) []markedLine {
	d.t.Helper()
	return read[[]markedLine](d.t, d.must(0, append([]string{"notes", "list", "--json"}, flags...)...))
}

// TestMarks: what a person makes of calls is found by searches, outlives the dataset, and goes to another computer and comes back.
func TestMarks(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	d.must(0, "dataset", "create", "All", "--types", "calls,transcripts", "--period", "all", "--limit", "0")
	d.imports(0)
	if s := d.must(0, "notes", "list"); !strings.Contains(s.out, "There are no marks here.") || len(d.marked()) != 0 {
		t.Error(s.out)
	}
	hits := read[foundLine](t, d.must(0, "search", "--json", "--limit", "2", "the")).Hits
	first, last := hits[0], hits[len(hits)-1]
	if first.CallID == last.CallID {
		t.Fatalf("one call alone says it: %+v", hits)
	}
	d.must(0, "tag", first.CallID, "Risk", "to do")
	d.must(0, "tag", last.CallID, "#risk")
	d.must(0, "star", last.CallID)
	d.must(0, "notes", "add", first.CallID, "a", "note")
	one := read[markedLine](t, d.must(0, "notes", "add", first.CallID, "to what was said", "--turn", "0", "--json"))
	if one.Title != first.Title || one.Started != first.Started || len(one.Notes) != 2 || !slices.Equal(one.Tags, []string{"Risk", "to do"}) {
		t.Errorf("%+v", one)
	}
	for query, want := range map[string]int{"tag:risk": 2, `tag:"to do"`: 1, "has:note": 1, "has:star": 1, "has:highlight": 0, "has:tag": 2, "has:tag -has:star": 1} {
		if got := read[foundLine](t, d.must(0, "search", "--json", query)); got.Total != want {
			t.Errorf("%s finds %d calls, want %d", query, got.Total, want)
		}
	}
	if s := d.must(0, "tags"); !strings.Contains(s.out, "     2  ") || !strings.Contains(s.out, "     1  to do\n") {
		t.Error(s.out)
	}
	marked := d.marked("--call", first.CallID)
	if len(marked) != 1 || marked[0].Notes[0].Passage != nil || marked[0].Notes[1].Passage == nil || marked[0].Notes[1].Passage.Turn == nil ||
		*marked[0].Notes[1].Passage.Turn != 0 {
		t.Errorf("%+v", marked)
	}
	if got := d.marked("--tag", "RISK"); len(got) != 2 {
		t.Errorf("%+v", got)
	}

	d.must(0, "quotes", "add", first.CallID, "--turn", "0", "my comment")
	d.must(0, "quotes", "add", last.CallID, "--turn", "0")
	quotes := filepath.Join(t.TempDir(), "quotes.md")
	d.must(0, "quotes", "export", "--out", quotes, "--format", "md")
	if text, err := os.ReadFile(quotes); err != nil || !strings.Contains(string(text), "my comment") || !strings.Contains(string(text), "00:00:0") {
		t.Errorf("%s (%v)", text, err)
	}

	d.must(0, "dataset", "delete", "All")
	if got := d.marked("--call", first.CallID); len(got) != 1 || got[0].Title != first.Title || got[0].Notes[1].Passage.Turn != nil {
		t.Errorf("without its dataset: %+v", got)
	}
	if s := d.must(0, "notes", "list"); !strings.Contains(s.out, "not in the transcript any more") {
		t.Error(s.out)
	}
	d.must(0, "untag", last.CallID, "RISK") // marks of a call that is not there any more are still the person's

	file := filepath.Join(t.TempDir(), "marks.jsonl")
	d.must(0, "notes", "export", "--out", file)
	other := newDesk(t, gongsim.Options{Calls: 1})
	if s := other.must(0, "notes", "import", file); !strings.Contains(s.out, "2 calls, 2 quotes") {
		t.Error(s.out)
	}
	if s := other.must(0, "notes", "import", file, "--json"); s.out != `{"calls":0,"quotes":0,"searches":0}`+"\n" {
		t.Errorf("again: %s", s.out)
	}
	here, there := d.must(0, "notes", "list", "--json"), other.must(0, "notes", "list", "--json")
	if here.out != there.out {
		t.Errorf("%s\n%s", here.out, there.out)
	}
	other.must(0, "notes", "export", "--out", file, "--format", "md")
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "to what was said") {
		t.Errorf("%s (%v)", text, err)
	}

	d.must(0, "dataset", "create", "All", "--types", "calls,transcripts", "--period", "all", "--limit", "0")
	d.imports(0)
	if got := d.marked("--call", first.CallID); len(got) != 1 || got[0].Notes[1].Passage.Turn == nil || *got[0].Notes[1].Passage.Turn != 0 {
		t.Errorf("imported again: %+v", got)
	}
}

func TestMarksThatCannotBe(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	d.must(0, "dataset", "create", "All", "--types", "calls,transcripts", "--period", "all", "--limit", "0")
	d.imports(0)
	call := read[foundLine](t, d.must(0, "search", "--json", "--limit", "1", "the")).Hits[0].CallID
	folder := t.TempDir()
	foreign := filepath.Join(folder, "foreign")
	if err := os.WriteFile(foreign, []byte("Gong Calls\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		code int
		says string
		args []string
	}{
		{1, "no call 999", []string{"star", "999"}},
		{1, "65 characters", []string{"tag", call, strings.Repeat("x", 65)}},
		{1, "quotation mark", []string{"tag", call, `"x"`}},
		{1, "the note is empty", []string{"notes", "add", call, " "}},
		{1, "a note can have 64 KB", []string{"notes", "add", call, strings.Repeat("long ", 1<<14)}},
		{1, "turns", []string{"notes", "add", call, "text", "--turn", "100000"}},
		{2, "--turn", []string{"notes", "add", call, "text", "--turn", "x"}},
		{2, "--out", []string{"notes", "export"}},
		{2, "--format", []string{"notes", "export", "--out", filepath.Join(folder, "x"), "--format", "doc"}},
		{2, "--format", []string{"quotes", "export", "--out", filepath.Join(folder, "x"), "--format", "xlsx"}},
		{2, "--turn", []string{"quotes", "add", call}},
		{1, "no quotes", []string{"quotes", "export", "--out", filepath.Join(folder, "x")}},
		{1, "no export of marks", []string{"notes", "import", foreign}},
		{1, "", []string{"notes", "import", filepath.Join(folder, "none")}},
	} {
		s := d.do(test.args...)
		if s.code != test.code || !strings.Contains(s.err, test.says) {
			t.Errorf("%.60q: exit code %d, want %d: %s", test.args, s.code, test.code, s.err)
		}
	}
	if got := d.marked(); len(got) != 0 {
		t.Errorf("something was kept: %+v", got)
	}
	if got := read[[]any](t, d.must(0, "quotes", "list", "--json")); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if s := d.must(0, "quotes", "list"); !strings.Contains(s.out, "No quotes") {
		t.Error(s.out)
	}
}
