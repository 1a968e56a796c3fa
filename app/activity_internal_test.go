package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// What a run did is there after it, in the list of all runs, in the dataset's history and on its own page.
func TestActivityShowsWhatARunDid(t *testing.T) {
	w := newWorld(t, t.TempDir())
	if err := (sampling{w.program}).Sample(t.Context()); err != nil {
		t.Fatal(err)
	}
	d, err := library{w.program}.Create(t.Context(), store.Dataset{
		Name: "First", Connection: core.SampleConnection, Types: []core.DataType{core.Calls, core.Users}, Period: core.Last(365), Limit: 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.runs.Start(d.ID, importer.Options{})
	going := present{w.runs}.Going()
	if len(going) != 1 || going[0].Dataset != d.ID || going[0].Since.IsZero() {
		t.Fatalf("under way is %+v", going)
	}
	w.shell.Status().OnJob()
	if got := w.shell.Route(); got != "activity" {
		t.Fatalf("the running job leads to %q", got)
	}
	w.ended(d.ID)
	w.MustShow("First", "Import · by you", "Complete")
	w.shell.Go("datasets/history/" + string(d.ID))
	w.MustShow("History of “First”", "Import", "1 run")
	reports, err := past{w.program}.Reports(t.Context(), "", "", 10)
	if err != nil || len(reports) != 1 || reports[0].Ended.IsZero() {
		t.Fatalf("the history is %+v, %v", reports, err)
	}
	changes, err := past{w.program}.Changes(t.Context(), reports[0])
	if err != nil || len(changes[core.Calls]) != 20 || changes[core.Calls][0].Title == "" {
		t.Fatalf("changed are %+v, %v", changes, err)
	}
	w.shell.Go("activity/" + string(d.ID) + "/" + string(reports[0].ID))
	w.MustShow("Import of “First”", "Calls, 20 records")
	w.shell.Back()
	w.MustShow("History of “First”")
}

// A list of runs names customers' datasets: it is for the person's eyes only.
func TestTheListOfRunsIsWrittenForItsOwner(t *testing.T) {
	w := newWorld(t, t.TempDir())
	folder := filepath.Join(t.TempDir(), "lists")
	path, err := shelf{w.program}.Save(t.Context(), folder, "runs.csv", []byte("Begun\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if err != nil || statErr != nil || string(content) != "Begun\r\n" || info.Mode().Perm() != 0o600 {
		t.Errorf("wrote %q as %v, %v, %v", content, info, err, statErr)
	}
	w.settings.close() // what is set waits to be written
	if got := (shelf{w.program}).Folder(t.Context()); got != folder {
		t.Errorf("the next export begins at %q", got)
	}
}

func TestTheRail(t *testing.T) {
	w := newWorld(t, t.TempDir())
	var routes []string
	for _, s := range w.sections() {
		if !s.Hidden {
			routes = append(routes, s.Route)
		}
	}
	if want := []string{"datasets", "review", "timeline", "activity", "settings"}; !slices.Equal(routes, want) {
		t.Errorf("the rail is %q, want %q", routes, want)
	}
}
