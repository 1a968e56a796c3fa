package opened_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/export"
	"tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/core/text"
)

// content are the records of a file of a dataset.
func content(t testing.TB, s *store.Store, id core.DatasetID, of core.DataType) []text.Record {
	t.Helper()
	var b strings.Builder
	if err := s.WriteFile(context.Background(), &b, id, of); err != nil {
		t.Fatal(err)
	}
	return records(t, b.String())
}

func openFiles(t testing.TB, s *store.Store, paths ...string) opened.Result {
	t.Helper()
	r, err := opened.Open(context.Background(), s, paths, opened.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sound(t testing.TB, s *store.Store) {
	t.Helper()
	if report, err := s.Check(); err != nil || len(report.Problems) > 0 {
		t.Fatalf("check: %v, %q", err, report.Problems)
	}
}

// typeRecords are records of a type in the order of its file, with names and times that order them.
func typeRecords(r *rand.Rand, of datatype.Type) (all []text.Record) {
	for i := range 3 + r.IntN(5) {
		one := text.New(of.Kind, fmt.Sprintf("%s/%d", of.ID, i))
		for _, key := range of.Keys[:min(4, len(of.Keys))] {
			one.Set(key, fmt.Sprintf("%c %s %d", 'z'-i, key, r.IntN(9)))
		}
		for n, f := range one.Fields {
			if f.Key == "Started" || f.Key == "Reviewed at" {
				one.Fields[n].Value = fmt.Sprintf("2026-04-0%d 10:00:00 UTC", 9-i)
			}
		}
		all = append(all, one)
	}
	return all
}

// What was exported of a dataset and is opened again says the same, type by type.
func TestAnExportThatIsOpenedIsWhatItWas(t *testing.T) {
	s := openStore(t)
	d, err := s.CreateDataset(store.Dataset{Name: "Renewals", Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, of := range datatype.All() {
		all := typeRecords(r, of)
		err := s.Stage(d.ID, func(stage *store.Stage) error {
			for _, one := range all {
				if err := stage.Put(s.Encode(of.ID, datatype.SortOf(of.ID, one), one)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		header := func(n int) text.Header {
			return datatype.Header(of, datatype.Facts{BaseURL: "https://x", Generated: clock{}.Now(), Records: n})
		}
		if _, _, err := s.Finish(d.ID, of.ID, store.Ending{Header: header}); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	if _, err := export.Folder(t.Context(), s, d.ID, folder, export.Options{}); err != nil {
		t.Fatal(err)
	}
	zipped, err := export.Zip(t.Context(), s, d, t.TempDir(), export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, zipped} {
		got := openFiles(t, s, path)
		if !got.Clean() || len(got.Files) != 11 || len(got.Dataset.Types) != 11 || got.Dataset.Name != filepath.Base(path)+" (11 files)" {
			t.Errorf("opened %+v", got)
		}
		for _, of := range core.DataTypes() {
			if diff := cmp.Diff(content(t, s, d.ID, of), content(t, s, got.Dataset.ID, of)); diff != "" {
				t.Errorf("%s: %s", of, diff)
			}
			was, _ := s.File(d.ID, of)
			is, _ := s.File(got.Dataset.ID, of)
			if diff := cmp.Diff(was.Header, is.Header); diff != "" || is.Records != got.Records[of] {
				t.Errorf("%s: header %s; %d records, told %d", of, diff, is.Records, got.Records[of])
			}
		}
	}
	sound(t, s)
}

func TestOpenedFilesStandInNoListOfDatasets(t *testing.T) {
	s := openStore(t)
	path := save(t, t.TempDir(), "gong_transcripts_20260409_120000.txt", whole)
	r := openFiles(t, s, path)
	listed, err := s.Datasets()
	if err != nil || len(listed) > 0 {
		t.Errorf("listed are %v (%v)", listed, err)
	}
	own, err := s.Opened()
	if err != nil || len(own) != 1 || own[0].ID != r.Dataset.ID || own[0].Name != filepath.Base(path) || !slices.Equal(own[0].Opened, []string{path}) {
		t.Errorf("opened are %+v (%v)", own, err)
	}
	if d, err := s.Dataset(r.Dataset.ID); err != nil || !slices.Equal(d.Types, []core.DataType{core.Transcripts}) {
		t.Errorf("by its id: %+v (%v)", d, err)
	}
	if err := s.DeleteDataset(r.Dataset.ID); err != nil {
		t.Fatal(err)
	}
	if again := openFiles(t, s, r.Dataset.Opened...); again.Records[core.Transcripts] != 2 { // closing is undone so
		t.Errorf("opened again: %+v", again)
	}
}

func TestFilesThatAreOpenedAgainTakeThePlaceOfWhatTheyWere(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	path := save(t, folder, "gong_transcripts_20260409_120000.txt", whole)
	before := openFiles(t, s, path)
	save(t, folder, filepath.Base(path), head+second)
	after := openFiles(t, s, path)
	if after.Dataset.ID != before.Dataset.ID {
		t.Error("they stand there twice")
	}
	if diff := cmp.Diff(records(t, head+second), content(t, s, after.Dataset.ID, core.Transcripts)); diff != "" {
		t.Error(diff)
	}
	other := save(t, t.TempDir(), filepath.Base(path), whole)
	if twin := openFiles(t, s, other); twin.Dataset.Name != filepath.Base(path)+" (2)" {
		t.Errorf("another file of the name is called %q", twin.Dataset.Name)
	}
	sound(t, s)
}

// The file that was generated last has the last word, in whatever order files are named; a file without a time has none.
func TestOfTwoFilesTheNewestWins(t *testing.T) {
	folder := t.TempDir()
	newer := strings.Replace(strings.Replace(head+first, "2026-04-09 12:00:00 UTC\nPeriod", "2026-05-01 12:00:00 UTC\nPeriod", 1), "Yes please.", "Newer.", 1)
	paths := []string{
		save(t, folder, "gong_b.txt", whole), save(t, folder, "gong_a.txt", newer),
		save(t, folder, "gong_c.txt", strings.Replace(first, "Yes please.", "Timeless.", 1)),
	}
	for range 3 {
		paths = append(paths[1:], paths[0])
		s := openStore(t)
		r := openFiles(t, s, paths...)
		got := content(t, s, r.Dataset.ID, core.Transcripts)
		if len(got) != 2 || got[0].Turns[1].Lines[0] != "Newer." || r.Records[core.Transcripts] != 2 {
			t.Errorf("in the order %q: %+v", paths, got)
		}
		if r.Files[0].Path != paths[0] || r.Files[2].Path != paths[2] {
			t.Errorf("told in another order: %+v", r.Files)
		}
	}
}

func TestWhatBecameOfEachFile(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	inner := filepath.Join(folder, "export [1]")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	save(t, inner, "gong_transcripts_1.txt", whole)
	save(t, inner, "readme.txt", "hello")
	calls := save(t, folder, "calls.txt", strings.Replace(strings.ReplaceAll(first, "Transcript", "Call"), "[00:00:12]", "[12]", 1))
	photo := save(t, folder, "photo.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00")
	missing := filepath.Join(folder, "missing.txt")
	r := openFiles(t, s, inner, calls, photo, missing, calls)
	var told []string
	for _, f := range r.Files {
		told = append(told, fmt.Sprintf("%s %d %d %s", f.Name, f.Records, f.Partly, core.KindOf(f.Err)))
	}
	want := []string{"gong_transcripts_1.txt 2 0 other", "calls.txt 1 1 other", "photo.jpg 0 0 invalid", "missing.txt 0 0 not found"}
	if diff := cmp.Diff(want, told); diff != "" || r.Clean() {
		t.Errorf("%s", diff)
	}
	if h := func() text.Header { f, _ := s.File(r.Dataset.ID, core.Calls); return f.Header }(); h.Title != "Calls" || h.Fact("Records") != "1" {
		t.Errorf("a file without a header has got %+v", h)
	}
}

func TestFilesWithoutARecordLeaveNothing(t *testing.T) {
	s := openStore(t)
	path := save(t, t.TempDir(), "notes.txt", "Dear diary")
	r, err := opened.Open(t.Context(), s, []string{path}, opened.Options{})
	if !core.Is(err, core.Invalid) || len(r.Files) != 1 || !core.Is(r.Files[0].Err, core.Invalid) {
		t.Errorf("%v, %+v", err, r)
	}
	if _, err := opened.Open(t.Context(), s, []string{t.TempDir()}, opened.Options{}); !core.Is(err, core.NotFound) {
		t.Errorf("an empty folder: %v", err)
	}
	if all, err := s.Opened(); err != nil || len(all) > 0 {
		t.Errorf("left are %v (%v)", all, err)
	}
}

// Cancelled, or ended by a failure of the database, everything is as it was, also where the files were open already.
func TestACancelledOpeningKeepsNothing(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	path := save(t, folder, "gong_transcripts_1.txt", whole)
	cancelled := func() {
		t.Helper()
		ctx, cancel := context.WithCancel(context.Background())
		_, err := opened.Open(ctx, s, []string{path}, opened.Options{Report: func(int64, int64) { cancel() }})
		if !core.Is(err, core.Canceled) {
			t.Errorf("ended with %v", err)
		}
		cancel()
	}
	cancelled()
	if all, err := s.Opened(); err != nil || len(all) > 0 {
		t.Errorf("left are %v (%v)", all, err)
	}
	before := openFiles(t, s, path)
	save(t, folder, filepath.Base(path), head+second)
	cancelled()
	if diff := cmp.Diff(records(t, whole), content(t, s, before.Dataset.ID, core.Transcripts)); diff != "" {
		t.Error(diff)
	}
	sound(t, s)
}

// What a kill has left of an opening is swept away by the next one.
func TestAnOpeningThatWasKilledIsSweptAway(t *testing.T) {
	s := openStore(t)
	left, err := s.CreateDataset(store.Dataset{Name: "gong_transcripts_1.txt", Opened: []string{"/gone"}})
	if err != nil {
		t.Fatal(err)
	}
	r := openFiles(t, s, save(t, t.TempDir(), "gong_transcripts_1.txt", whole))
	if _, err := s.Dataset(left.ID); !core.Is(err, core.NotFound) || r.Dataset.Name != "gong_transcripts_1.txt" {
		t.Errorf("%v; called %q", err, r.Dataset.Name)
	}
}

func TestProgressIsToldInBytes(t *testing.T) {
	s := openStore(t)
	var last, total int64
	paths := []string{save(t, t.TempDir(), "a.txt", whole), save(t, t.TempDir(), "b.txt", whole), pack(t, t.TempDir(), "c.zip", entry{name: "gong_c.txt", content: whole})}
	_, err := opened.Open(t.Context(), s, paths, opened.Options{Report: func(read, all int64) {
		if read <= last {
			t.Errorf("told %d after %d", read, last)
		}
		last, total = read, all
	}})
	if want := int64(3 * len(whole)); err != nil || last != want || total != want {
		t.Errorf("%d of %d bytes, %v", last, total, err)
	}
}

// Paths tell of people and customers: an error holds none.
func TestErrorsHoldNoPath(t *testing.T) {
	s := openStore(t)
	folder := t.TempDir()
	r, err := opened.Open(t.Context(), s, []string{filepath.Join(folder, "secret-customer", "x.txt"), folder + "\x00secret-customer"}, opened.Options{})
	for _, err := range append([]error{err}, errorsOf(r)...) {
		if err == nil || strings.Contains(err.Error(), "secret-customer") || errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
	}
}

func errorsOf(r opened.Result) (all []error) {
	for _, f := range r.Files {
		all = append(all, f.Err)
	}
	return all
}
