package main_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	bolt "go.etcd.io/bbolt"

	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

type searchLine struct {
	Total int
	Hits  []struct {
		CallID, Title string
		Started       time.Time
		Turn          int
		At            string
		Speaker, Side string
		Text          string
		Marks         [][2]int
	}
	Notices []string
}

// searches runs a search in JSON, which must succeed, and holds the answer against what it promises.
func (d *desk) searches(limit int, args ...string) searchLine {
	d.t.Helper()
	s := d.must(0, append([]string{"search"}, args...)...)
	found := read[searchLine](d.t, s)
	calls := map[string]bool{}
	for _, h := range found.Hits {
		calls[h.CallID] = true
		end := 0
		for _, m := range h.Marks {
			if m[0] < end || m[1] <= m[0] || m[1] > utf8.RuneCountInString(h.Text) {
				d.t.Errorf("%q: marks %v of %q", args, h.Marks, h.Text)
			}
			end = m[1]
		}
	}
	if len(calls) > limit || len(calls) > found.Total || found.Hits == nil || !strings.Contains(s.out, `"marks"`) && len(found.Hits) > 0 {
		d.t.Errorf("%q: %d calls, %d in all, limit %d", args, len(calls), found.Total, limit)
	}
	return found
}

// TestSearchTakesAnyText: whatever stands on the command line behind search, it succeeds with one JSON value.
func TestSearchTakesAnyText(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 60})
	d.imports(0)
	for n, args := range [][]string{
		{},
		{""},
		{" "},
		{"\t\n"},
		{"-"},
		{"--"},
		{"---"},
		{"-x"},
		{"--nonsense"},
		{"--nonsense=1"},
		{"--"},
		{"--", "the"},
		{"--", "-x"},
		{"-1"},
		{"-the"},
		{"--json"},
		{"--limit"},
		{"--limit", "many"},
		{"--limit=-1"},
		{"--dataset"},
		{"--home"},
		{"--rate"},
		{"--rate=much"},
		{"--rate", "-1"},
		{"--wait=5"},
		{"--json=no"},
		{"--period", "all"},
		{"\""},
		{"\"the"},
		{"'"},
		{"*"},
		{"OR"},
		{"(the"},
		{"\\"},
		{"%s%d"},
		{"$HOME"},
		{"`the`"},
		{"C++"},
		{"can't"},
		{"état", "价格"},
		{"👍🏽"},
		{"\xff\xfe\x01"},
		{"caf\xe9"},
		{"before:"},
		{"before:soon"},
		{"side:x"},
		{"has:"},
		{"dataset:none"},
		{"speaker:\"jane"},
		{"::"},
		{strings.Repeat("the ", 20_000)},
		{"search"},
		{"import", "All"},
	} {
		if query := append([]string{"--json"}, args...); n%2 == 0 || len(args) == 2 && args[0] == "--" { // which ends the flags
			d.searches(20, query...)
		} else {
			d.searches(20, append(args, "--json")...)
		}
	}
	for _, help := range []string{"-h", "--help"} {
		d.must(0, "search", help)
	}
	r := rand.New(rand.NewPCG(61, 1))
	for range 4 {
		b := make([]byte, 1+r.IntN(40))
		for i := range b {
			b[i] = byte(1 + r.IntN(255))
		}
		d.searches(20, "--json", "x"+string(b))
	}
}

// TestSearch: the total counts calls, the limit bounds them, and the hits stand in the text.
func TestSearch(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 120})
	if found := d.searches(20, "the", "--json"); found.Total != 0 {
		t.Errorf("%d calls are found before there are any", found.Total)
	}
	d.imports(0)
	all := d.searches(1<<20, "the", "--limit", "0", "--json")
	if all.Total < 30 || len(all.Hits) < all.Total {
		t.Fatalf("%d calls, %d hits", all.Total, len(all.Hits))
	}
	for _, h := range all.Hits {
		if h.Started.IsZero() || len(h.At) != len("00:00:00") || h.Speaker == "" || len(h.Marks) == 0 {
			t.Errorf("%+v", h)
		}
		for _, m := range h.Marks {
			if word := string([]rune(h.Text)[m[0]:m[1]]); !strings.EqualFold(word, "the") {
				t.Errorf("%q is marked in %q", word, h.Text)
			}
		}
	}
	for _, many := range []string{"1000000", "99999999999999999999"} {
		if found := d.searches(1<<20, "the", "--limit", many, "--json"); len(found.Hits) != len(all.Hits) {
			t.Errorf("of %s calls at most there are %d hits, want %d", many, len(found.Hits), len(all.Hits))
		}
	}
	for limit, args := range map[int][]string{3: {"the", "--limit", "3"}, 20: {"the"}, 7: {"--limit=7", "the", "--dataset", "All"}} {
		if found := d.searches(limit, append(args, "--json")...); found.Total != all.Total {
			t.Errorf("%q: %d calls, want %d", args, found.Total, all.Total)
		}
	}
	if s := d.must(0, "search", "neverspoken"); !strings.Contains(s.out, "Nothing was found") {
		t.Errorf("%q", s.out)
	}
	if s := d.must(0, "search", "the", "side:x"); !strings.Contains(s.err, "internal or external") {
		t.Errorf("%q", s.err)
	}
	if s := d.do("search", "the", "--dataset", "None"); s.code == 0 {
		t.Error("a dataset is searched that there is none of")
	}
}

// files changes the files of calls and transcripts in the database.
func (d *desk) files(change func(name string, file *bolt.Bucket) error) {
	d.t.Helper()
	db, err := bolt.Open(filepath.Join(d.home, store.FileName), 0o600, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		top := tx.Bucket([]byte("datasets"))
		return top.ForEachBucket(func(id []byte) error {
			files := top.Bucket(id).Bucket([]byte("files"))
			for _, name := range []string{"calls", "transcripts"} {
				if err := change(name, files.Bucket([]byte(name))); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		d.t.Fatal(err)
	}
}

// aged makes of the database what a Tamtam without an index would have written.
func (d *desk) aged() {
	d.t.Helper()
	d.files(func(_ string, file *bolt.Bucket) error {
		if file.Bucket([]byte("index")) != nil {
			if err := file.DeleteBucket([]byte("index")); err != nil {
				return err
			}
		}
		return errors.Join(file.DeleteBucket([]byte("digests")), file.Delete([]byte("stamp")))
	})
}

// TestADamagedDatabaseIsSearched: transcripts that cannot be read hide no others, and an index that is damaged is made anew.
func TestADamagedDatabaseIsSearched(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 20})
	d.imports(0)
	want := d.searches(20, "the", "--json")
	for what, damage := range map[string]func(file *bolt.Bucket) error{
		"a damaged index": func(file *bolt.Bucket) error {
			segments := file.Bucket([]byte("index"))
			return segments.ForEachBucket(func(name []byte) error { return segments.Bucket(name).Put([]byte("wthe"), []byte{0xff}) })
		},
		"no index": func(file *bolt.Bucket) error { return file.DeleteBucket([]byte("index")) },
		"a damaged digest": func(file *bolt.Bucket) error {
			digests := file.Bucket([]byte("digests"))
			id, _ := digests.Cursor().First()
			return digests.Put(bytes.Clone(id), []byte{1, 0, 0xff})
		},
	} {
		torn := d.copied()
		torn.files(func(name string, file *bolt.Bucket) error {
			if name == "calls" {
				return nil
			}
			return damage(file)
		})
		if got := torn.searches(20, "the", "--json"); got.Total != want.Total || len(got.Hits) != len(want.Hits) {
			t.Errorf("with %s %d calls and %d hits, want %d and %d", what, got.Total, len(got.Hits), want.Total, len(want.Hits))
		}
		torn.healthy()
	}
	d.files(func(name string, file *bolt.Bucket) error { // every other transcript
		records := file.Bucket([]byte("records"))
		var keys [][]byte
		err := records.ForEach(func(key, _ []byte) error {
			keys = append(keys, bytes.Clone(key))
			return nil
		})
		for n := 0; n < len(keys) && name == "transcripts" && err == nil; n += 2 {
			err = records.Put(keys[n], []byte{1, 2, 3})
		}
		return err
	})
	got := d.searches(20, "the", "--json")
	if got.Total != want.Total || len(got.Hits) == 0 || len(got.Hits) >= len(want.Hits) || len(got.Notices) != 1 || !strings.Contains(got.Notices[0], " cannot be read") {
		t.Errorf("with damaged transcripts %d calls and %d hits, want %d and fewer than %d; %q", got.Total, len(got.Hits), want.Total, len(want.Hits), got.Notices)
	}
}

// TestAnOlderDatabaseIsSearched: the first search makes the index, and finds what it would have found.
func TestAnOlderDatabaseIsSearched(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 60})
	d.imports(0)
	want := d.searches(20, "the", "--json")
	d.aged()
	if s := d.do("index", "check"); s.code == 0 || !strings.Contains(s.out, "index rebuild") {
		t.Errorf("the index is good although there is none: %d %s", s.code, s.out)
	}
	rebuilt := d.copied()
	rebuilt.must(0, "index", "rebuild")
	rebuilt.must(0, "index", "check")
	s := d.must(0, "search", "the", "--json")
	if got := read[searchLine](t, s); got.Total != want.Total || !strings.Contains(s.err, "Making the index") {
		t.Errorf("%d calls, want %d: %s", got.Total, want.Total, s.err)
	}
	d.healthy()
}

// TestKilledWhileIndexing ends searches of an older database and rebuilds by SIGKILL at random moments while they work: the next search has an index that is
// in step, and finds what there is.
func TestKilledWhileIndexing(t *testing.T) {
	t.Parallel()
	kills := 10
	if soak {
		kills = 100
	}
	d := ready(t, gongsim.Options{Calls: 250, WordsPerMinute: 30})
	d.imports(0)
	want := d.searches(20, "the", "--json")
	d.aged()
	calm := d.copied()
	began := time.Now()
	calm.must(0, "index", "rebuild")
	whole := time.Since(began)
	dice, during := rand.New(rand.NewPCG(71, uint64(kills))), 0
	for n := 0; during < kills; n++ {
		trial := d.copied()
		if n%2 == 1 {
			trial = calm.copied() // there is an index already
		}
		args := [][]string{{"index", "rebuild"}, {"search", "the"}}[n/2%2]
		if n%2 == 1 {
			args = []string{"index", "rebuild"}
		}
		c := trial.command(t.Context(), args...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		pause := time.Duration(dice.Int64N(int64(whole)))
		<-time.After(pause)
		_ = c.Process.Signal(os.Kill) // it may have ended by itself
		_ = c.Wait()
		if !c.ProcessState.Success() {
			during++
		} else {
			whole -= whole / 8 // it was quicker than the first one
		}
		if got := trial.searches(20, "the", "--json"); got.Total != want.Total || len(got.Hits) != len(want.Hits) {
			t.Fatalf("%v killed after %s of %s: %d calls, want %d", args, pause, whole, got.Total, want.Total)
		}
		trial.must(0, "index", "check")
		if n%10 == 9 {
			trial.healthy()
		}
	}
}
