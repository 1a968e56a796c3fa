package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/export"
	"tamtam/core/importer"
	redaction "tamtam/core/redact"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// The wiring has nothing exported to be tested by: its promise is that the pages, over real services, do their work.

// world is a program and its window in the test driver.
type world struct {
	*uitest.Window
	*window
	home string
}

func opened(t testing.TB, home string) *program {
	t.Helper()
	p, err := open(placesFor(home), programOptions{vault: vault.Options{Memory: new(vault.Memory)}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func newWorld(t *testing.T, home string) *world {
	t.Helper()
	u := uitest.New(t, uitest.Light)
	w := &world{Window: u, home: home, window: newWindow(opened(t, home), u.App, u.Window, u.Runner, "test")}
	t.Cleanup(w.leave)
	return w
}

// leave closes the window and the program, as a person does.
func (w *world) leave() {
	w.window.close()
	if err := w.program.close(); err != nil {
		w.T.Error(err)
	}
}

// ended waits until a dataset's run is over.
func (w *world) ended(id core.DatasetID) {
	w.T.Helper()
	w.runs.mu.Lock()
	one := w.runs.going[id]
	w.runs.mu.Unlock()
	if one == nil {
		return
	}
	<-one.done // one that never ends is ended by the time that go test gives
	if len(w.runs.all()) == 0 {
		w.runs.wg.Wait() // whoever hears of the end has heard
	}
	w.Runner.Advance(2 * time.Second)
	w.Settle()
}

func TestTheFirstRunLeadsToReadableText(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.begin()
	if got := w.shell.Route(); got != "welcome" {
		t.Fatalf("begins at %q", got)
	}
	w.Tap("Try with sample data")
	if got := w.shell.Route(); got != "datasets/new" {
		t.Fatalf("leads to %q", got)
	}
	w.MustShow("Sample data")
	d, err := library{w.program}.Create(t.Context(), store.Dataset{
		Name: "First", Connection: core.SampleConnection, Types: core.DataTypes(), Period: core.Last(365), Limit: 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	estimated := 0
	if _, err := (library{w.program}).Estimate(t.Context(), d, func(e importer.TypeEstimate) {
		if e.Err != nil {
			t.Errorf("estimate of %s: %v", e.Type, e.Err)
		}
		estimated++
	}); err != nil || estimated != 11 {
		t.Errorf("%d estimates, %v", estimated, err)
	}
	w.runs.Start(d.ID, importer.Options{})
	w.shell.Go("datasets/" + string(d.ID))
	w.ended(d.ID)
	e, err := library{w.program}.One(t.Context(), d.ID)
	if err != nil || e.Err != nil || len(e.Files) != 11 {
		t.Fatalf("%d files, %v, %v", len(e.Files), e.Err, err)
	}
	for _, last := range e.Last {
		if last.Outcome != importer.Done {
			t.Errorf("%s: %s, %s", last.Type, last.Outcome, last.Reason)
		}
	}
	w.MustShow("Transcripts")
	exported := t.TempDir()
	done, err := shelf{w.program}.Export(t.Context(), datasets.Export{Dataset: d.ID, Folder: exported}, func(int64) {})
	if err != nil || done.Files != 11 {
		t.Fatalf("exported %+v, %v", done, err)
	}
	for _, f := range e.Files {
		text, err := os.ReadFile(filepath.Join(exported, f.Name()))
		if err != nil || int64(len(text)) != f.Bytes || !bytes.Contains(text, []byte("===")) {
			t.Errorf("%s: %d bytes, %v", f.Name(), len(text), err)
		}
	}
	for _, f := range []export.Format{export.Markdown, export.CSV} {
		clean := redaction.New(redaction.Rules{Contacts: true})
		done, err := shelf{w.program}.Export(t.Context(), datasets.Export{Dataset: d.ID, Folder: exported, Calls: f, Redact: clean}, func(int64) {})
		want := map[export.Format]string{export.Markdown: filepath.Join(exported, "First"), export.CSV: filepath.Join(exported, "First.csv")}[f]
		if err != nil || done.Calls == 0 || done.Path != want {
			t.Errorf("exported %+v, %v", done, err)
		}
		if info, err := os.Stat(done.Path); err != nil || info.IsDir() == f.Table() {
			t.Errorf("%s is %v, %v", done.Path, info, err)
		}
	}
	if table, err := os.ReadFile(filepath.Join(exported, "First.csv")); err != nil || bytes.ContainsRune(table, '@') {
		t.Errorf("the table holds an address, %v", err)
	}
	w.shell.Go("datasets")
	w.MustShow("First", "Up to date")
}

func TestEveryRouteShowsItsPage(t *testing.T) {
	w := newWorld(t, t.TempDir())
	d, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Types: core.DataTypes()})
	if err != nil {
		t.Fatal(err)
	}
	id := string(d.ID)
	routes := map[string]string{
		"datasets": "Datasets", "datasets/new": "New dataset", "datasets/copy/" + id: "New dataset", "datasets/" + id: "Renewals",
		"datasets/history/" + id: "History of “Renewals”", "activity": "Activity", "activity/" + id + "/none": "Run",
		"datasets/sync/" + id: "Edit Renewals", "datasets/check/" + id: "Renewals: completeness",
		"datasets/awaited/" + id: "Renewals: calls without a transcript",
		"find":                   "Search everything", "settings": "Settings", "settings/integrations": "Settings", "welcome": "Welcome", "nowhere": "Datasets",
		"review": "Review", "review/quotes": "Quotes", "review/company/Acme%20Inc": "Acme Inc", "review/none?turn=3": "Review",
	}
	for route, title := range routes {
		w.shell.Go(route)
		if got := w.window.window.Title(); !strings.HasPrefix(got, title) {
			t.Errorf("%s: %q, want %q", route, got, title)
		}
	}
	w.shell.Go("settings")
	w.MustShow("Not connected", filepath.Join(w.home, store.FileName))
}

func TestWhatIsChosenIsThereAtTheNextStart(t *testing.T) {
	home := t.TempDir()
	func() {
		u := uitest.New(t, uitest.Light)
		w := &world{Window: u, window: newWindow(opened(t, home), u.App, u.Window, u.Runner, "test")}
		w.begin()
		w.Tap("Try with sample data")
		w.appearance.SetLook(look.Options{Mode: look.Dark, Text: look.Large})
		w.shell.Go("settings")
		w.leave()
	}()
	w := newWorld(t, home)
	w.begin()
	if got := w.shell.Route(); got != "settings" {
		t.Errorf("begins at %q", got)
	}
	if want := (look.Options{Mode: look.Dark, Text: look.Large}); w.appearance.Look() != want {
		t.Errorf("looks %+v", w.appearance.Look())
	}
	if !w.sampleInUse() {
		t.Error("the sample account is forgotten")
	}
}

func TestARunSurvivesItsPageAndARestartKnowsHowItEnded(t *testing.T) {
	home := t.TempDir()
	var id core.DatasetID
	func() {
		u := uitest.New(t, uitest.Light)
		w := &world{Window: u, window: newWindow(opened(t, home), u.App, u.Window, u.Runner, "test")}
		defer w.leave()
		w.beginSample()
		d, err := w.store.DatasetNamed(sampleName)
		if err != nil {
			t.Fatal(err)
		}
		id = d.ID
		w.shell.Go("settings")
		if _, going := w.runs.Run(id); !going {
			t.Fatal("leaving the page ended the run")
		}
	}() // closes the program in the middle of the run
	w := newWorld(t, home)
	e, err := library{w.program}.One(t.Context(), id)
	if err != nil || e.Err != nil {
		t.Fatalf("%v, %v", err, e.Err)
	}
	stopped := 0
	for _, last := range e.Last {
		if last.Outcome == importer.Canceled {
			stopped++
		}
	}
	if stopped == 0 {
		t.Errorf("nothing was cancelled: %+v", e.Last)
	}
	// tamtamctl imports it meanwhile: the files used to be called cancelled all the same.
	if _, _, err := w.runs.imported(t.Context(), e.Dataset, &running{}, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	if e, err = (library{w.program}).One(t.Context(), id); err != nil || slices.ContainsFunc(e.Last, func(r importer.TypeResult) bool { return r.Outcome == importer.Canceled }) {
		t.Errorf("cancelled after an import by another program: %+v, %v", e.Last, err)
	}
	w.runs.Start(id, importer.Options{})
	w.ended(id)
	if e, err = (library{w.program}).One(t.Context(), id); err != nil || len(e.Files) != 11 {
		t.Errorf("%d files after going on, %v", len(e.Files), err)
	}
}

// What does not end when it should is left behind: closing would else wait until the test is given up.
func TestClosingWaitsForNobody(t *testing.T) {
	u := uitest.New(t, uitest.Light)
	w := &world{Window: u, window: newWindow(opened(t, t.TempDir()), u.App, u.Window, u.Runner, "test")}
	w.beginSample()
	release, left := make(chan struct{}), make(chan struct{})
	w.chore("last for ever", func(context.Context) error {
		<-release
		close(left)
		return nil
	})
	w.leave()
	select {
	case <-left:
		t.Error("the chore ended by itself")
	default:
	}
	close(release)
	<-left
}

func TestDatasetsOfMadeUpDataNeverGoToGong(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	real := store.Connection{ID: "real", Kind: auth.KindAPIKey, Name: "Sales"}
	_, err := p.store.PutConnection(real)
	if err := errors.Join(err, p.useSample(true)); err != nil {
		t.Fatal(err)
	}
	tests := map[core.ConnectionID]core.ConnectionID{
		core.SampleConnection: core.SampleConnection, "real": "real",
		"":     "real", // a dataset from before the first connection
		"gone": "real", // disconnected and connected again
	}
	for dataset, want := range tests {
		c, err := p.connectionOf(store.Dataset{Connection: dataset})
		if err != nil || c.ID != want {
			t.Errorf("%q: %q, %v; want %q", dataset, c.ID, err, want)
		}
	}
	if err := errors.Join(p.useSample(false), p.store.DeleteConnection("real")); err != nil {
		t.Fatal(err)
	}
	for dataset := range tests {
		if c, err := p.connectionOf(store.Dataset{Connection: dataset}); !core.Is(err, core.Unauthorized) {
			t.Errorf("%q without a connection: %q, %v", dataset, c.ID, err)
		}
	}
}

func TestDeletingADatasetEndsItsRun(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.beginSample()
	d, err := w.store.DatasetNamed(sampleName)
	if err != nil {
		t.Fatal(err)
	}
	if err := (library{w.program}).Delete(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if _, going := w.runs.Run(d.ID); going {
		t.Error("the run goes on")
	}
	if _, err := (library{w.program}).One(t.Context(), d.ID); !core.Is(err, core.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestChangingWhatADatasetAsksForEndsItsRun(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.begin()
	w.Tap("Try with sample data")
	l := library{w.program}
	d, err := l.Create(t.Context(), store.Dataset{Name: "Short", Connection: core.SampleConnection, Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	w.runs.Start(d.ID, importer.Options{})
	d.Name = "Long"
	if err := l.Update(t.Context(), d); err != nil || len(w.runs.all()) != 1 {
		t.Errorf("another name: runs %v, %v; want the run to go on", w.runs.all(), err)
	}
	d.Period = core.Last(365)
	if err := l.Update(t.Context(), d); err != nil || len(w.runs.all()) != 0 {
		t.Errorf("another period: runs %v, %v; want none", w.runs.all(), err)
	}
	w.runs.Start(d.ID, importer.Options{})
	w.ended(d.ID)
	from := core.DayOf(w.clock.Now()).Add(-365)
	if d, err = w.store.Dataset(d.ID); err != nil || d.From != from {
		t.Errorf("the first day is %v, want %v (%v)", d.From, from, err)
	}
}

func TestASecondProgramIsTurnedAway(t *testing.T) {
	home := t.TempDir()
	p := opened(t, home)
	defer p.close()
	_, err := open(placesFor(home), programOptions{})
	if got := notOpened(err).Line(); !core.Is(err, core.Locked) || !strings.Contains(got, "running already") {
		t.Errorf("%v: %q", err, got)
	}
}

func TestDamageIsASentence(t *testing.T) {
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, store.FileName), []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := open(placesFor(home), programOptions{})
	if p := notOpened(err); err == nil || p.Headline != "The database could not be opened." || p.Next == "" {
		t.Errorf("%v: %+v", err, p)
	}
}

func TestNoDisplayIsASentence(t *testing.T) {
	none := func(string) string { return "" }
	some := func(string) string { return ":0" }
	if needDisplay(some) != nil {
		t.Error("refuses a display")
	}
	if err := needDisplay(none); err != nil && !strings.Contains(err.Error(), "tamtamctl") {
		t.Errorf("got %v", err)
	}
}

func TestTheLogHoldsNoSecret(t *testing.T) {
	var log bytes.Buffer
	l := newLog(&log)
	l.Error("Authorization: Basic c2VjcmV0OmNhbmFyeQ==", "err", errors.New("POST ?code=canary&refresh_token=canary2"), "header", "Bearer canary3",
		slog.Group("deep", "value", "basic canary4"))
	for _, secret := range []string{"canary", "c2VjcmV0"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %s: %s", secret, log.String())
		}
	}
}

func TestOnlyGongsPagesAreOpened(t *testing.T) {
	w := newWorld(t, t.TempDir())
	opened := &urls{App: w.Window.App}
	w.window.app = opened
	for _, address := range []string{
		"https://app.gong.io/company/api", "https://us-1.app.gong.io/call?id=1", "http://app.gong.io/", "https://gong.io.example.com/", "file:///etc/passwd",
		"javascript:alert(1)", "https://evilgong.io/", "https://me@app.gong.io/", "::",
	} {
		w.openExternal(address)
	}
	if opened.n != 2 {
		t.Errorf("opened %d", opened.n)
	}
}

func TestOnlyLoginsAreOpenedOnThisComputer(t *testing.T) {
	w := newWorld(t, t.TempDir())
	opened := &urls{App: w.Window.App}
	w.window.app = opened
	for address, may := range map[string]bool{
		"https://app.gong.io/oauth2/authorize?state=x":      true,
		"http://127.0.0.1:48271/auth?ticket=x":              true,
		"http://localhost:48271/auth?ticket=x":              true,
		"http://[::1]:48271/auth?ticket=x":                  true,
		"http://127.0.0.1:9000/oauth2/authorize?state=x":    true,
		"http://127.0.0.1:631/admin":                        false,
		"http://localhost.example.com/auth?ticket=x":        false,
		"http://127.0.0.1.example.com/auth?ticket=x":        false,
		"http://192.168.0.1/auth?ticket=x":                  false,
		"http://me@127.0.0.1:48271/auth?ticket=x":           false,
		"ftp://127.0.0.1:48271/auth":                        false,
		"file:///auth":                                      false,
		"http://app.gong.io/oauth2/authorize":               false,
		"https://example.com/oauth2/authorize?state=canary": false,
	} {
		before := opened.n
		err := w.openLogin(address)
		if (err == nil) != may || (opened.n > before) != may {
			t.Errorf("%s: %v, opened %v", address, err, opened.n > before)
		}
		if err != nil && strings.Contains(err.Error(), "canary") {
			t.Errorf("the error shows the address: %v", err)
		}
	}
}

func TestFoldersAreReadAndMade(t *testing.T) {
	home := t.TempDir()
	f := folders{}
	made, err := f.Make(t.Context(), home, "Gong text")
	if err != nil || made != filepath.Join(home, "Gong text") {
		t.Fatalf("made %q, %v", made, err)
	}
	if err := os.WriteFile(filepath.Join(home, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(home, ".hidden"), 0o700); err != nil {
		t.Fatal(err)
	}
	if names, err := f.List(t.Context(), home); err != nil || len(names) != 1 || names[0] != "Gong text" {
		t.Errorf("lists %q, %v", names, err)
	}
	if got := f.Nearest(t.Context(), filepath.Join(made, "none", "of", "these")); got != made {
		t.Errorf("nearest is %q", got)
	}
	for _, name := range []string{"Gong text", "..", ".", "a/b", ""} {
		if _, err := f.Make(t.Context(), home, name); !core.Is(err, core.Invalid) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := f.List(t.Context(), filepath.Join(home, "gone")); !core.Is(err, core.Invalid) {
		t.Errorf("gone: %v", err)
	}
}

func TestFactsForTheProbe(t *testing.T) {
	w := newWorld(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "facts")
	if err := w.watched(file, func() bool { return false }); err != nil {
		t.Fatal(err)
	}
	w.first(Options{})
	w.Runner.Advance(probeGap)
	w.Tap("Try with sample data")
	w.Runner.Advance(probeGap)
	lines, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"route":"welcome"`, `"route":"datasets/new"`, `"connection":"sample"`} {
		if !strings.Contains(string(lines), want) {
			t.Errorf("no %s in %s", want, lines)
		}
	}
}

// urls counts the addresses that would be opened.
type urls struct {
	fyne.App
	n int
}

func (u *urls) OpenURL(*url.URL) error {
	u.n++
	return nil
}
