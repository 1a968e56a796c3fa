package app

import (
	"context"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

// company is a connection to a company's account, without a credential.
func company(id core.ConnectionID, name, workspace string) store.Connection {
	return store.Connection{
		ID: id, Name: name, Account: "Initial workspace", Kind: auth.KindAPIKey, BaseURL: "https://api.gong.io",
		Workspaces: []string{"Initial workspace"}, WorkspaceIDs: []string{workspace},
	}
}

// keep has connections in the database.
func keep(t *testing.T, p *program, all ...store.Connection) {
	t.Helper()
	for _, c := range all {
		if _, err := p.store.PutConnection(c); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADatasetGoesThroughItsOwnAccount(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	keep(t, p, company("acme", "Acme", "1"), company("globex", "Globex", "2"))
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	check := func(when string, want map[core.ConnectionID]core.ConnectionID) {
		t.Helper()
		for dataset, through := range want {
			c, err := p.connectionOf(store.Dataset{Connection: dataset})
			if c.ID != through || (err == nil) != (through != "") || err != nil && !core.Is(err, core.Unauthorized) {
				t.Errorf("%s: %q goes through %q, %v; want %q", when, dataset, c.ID, err, through)
			}
		}
	}
	check("both", map[core.ConnectionID]core.ConnectionID{"acme": "acme", "globex": "globex", "": "", core.SampleConnection: core.SampleConnection})
	i := integrations{p}
	if err := i.Disconnect(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	check("one is gone", map[core.ConnectionID]core.ConnectionID{"acme": "", "globex": "globex", "": "globex", core.SampleConnection: core.SampleConnection})
	keep(t, p, company("again", "Acme", "1"))
	check("connected again", map[core.ConnectionID]core.ConnectionID{"acme": "again", "globex": "globex", "": ""})
	if err := i.Disconnect(t.Context(), core.SampleConnection); err != nil {
		t.Fatal(err)
	}
	check("without made-up data", map[core.ConnectionID]core.ConnectionID{core.SampleConnection: "", "globex": "globex"})
}

func TestTheCardsTellOfEveryAccount(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	login := company("globex", "Globex", "2")
	login.Kind, login.OAuth = auth.KindOAuth, &store.OAuth{ClientID: "client", Scopes: []string{"api:users:read"}, Over: true}
	keep(t, p, company("acme", "Acme", "1"), login)
	for name, through := range map[string]core.ConnectionID{"A": "acme", "B": "acme", "C": "gone", "S": core.SampleConnection} {
		if _, err := p.store.CreateDataset(store.Dataset{Name: name, Connection: through}); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	i := integrations{p}
	if err := i.Rename(t.Context(), "acme", "globex"); !core.Is(err, core.Invalid) {
		t.Errorf("another's name: %v", err)
	}
	if err := i.Rename(t.Context(), "acme", "Production"); err != nil {
		t.Fatal(err)
	}
	all, err := i.Connections(t.Context())
	if err != nil || len(all) != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	if c := all[0]; c.Name != "Production" || c.Datasets != 2 || c.Kind != auth.KindAPIKey || c.Host != "api.gong.io" || c.Vault.Kind != vault.KindMemory {
		t.Errorf("%+v", c)
	}
	if c := all[1]; c.ClientID != "client" || len(c.Scopes) != 1 || !c.Over || c.Datasets != 0 {
		t.Errorf("%+v", c)
	}
	if c := all[2]; !c.Sample || c.Datasets != 1 {
		t.Errorf("%+v", c)
	}
	sources, err := sources{p}.Connected(t.Context())
	if err != nil || len(sources) != 3 || sources[0].Attention.Mend != say.MendNothing || sources[1].Attention.Mend != say.MendReconnect || !sources[2].Sample {
		t.Errorf("%+v, %v", sources, err)
	}
	entries, err := library{p}.All(t.Context())
	if err != nil || entries[0].Connection.Name != "Production" || entries[2].Connection.ID != "" || !entries[3].Connection.Sample {
		t.Errorf("%+v, %v", entries, err)
	}
}

func TestTheStatusBarTellsOfAllAccounts(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	says := func(want string) {
		t.Helper()
		s, err := p.standing()
		if got := sayConnection(s); got != want || err != nil {
			t.Errorf("says %q, %v; want %q", got, err, want)
		}
	}
	says("Gong: not connected")
	if err := p.useSample(true); err != nil {
		t.Fatal(err)
	}
	says("Sample data: simulated account")
	keep(t, p, company("acme", "Acme", "1"))
	says("Gong: Acme · API key")
	keep(t, p, company("globex", "Globex", "2"))
	says("Gong: 2 accounts")
	if err := p.connections.Note("acme", core.E(core.Unauthorized, "list", nil)); err != nil {
		t.Fatal(err)
	}
	says("Gong: 1 of 2 accounts need attention")
	if err := (integrations{p}).Disconnect(context.Background(), "globex"); err != nil {
		t.Fatal(err)
	}
	says("Gong: needs attention")
}

// TestMeetingsAreOfferedWithTheNewsOfAnAccount that is new, while none are synced; and on its card.
func TestMeetingsAreOfferedWithTheNewsOfAnAccount(t *testing.T) {
	w := newWorld(t, t.TempDir())
	keep(t, w.program, company("acme", "Acme", "1"), company("globex", "Globex", "2"))
	offered := func(id core.ConnectionID) bool { return w.connectNeeds(id, func() {}).Offer != nil }
	off := func() (off []bool) {
		all, err := integrations{w.program}.Connections(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			off = append(off, c.MeetingsOff)
		}
		return off
	}
	if !offered("") || offered("acme") || !slices.Equal(off(), []bool{true, true}) {
		t.Errorf("offered %t for a new account, %t for another key; off on the cards %v", offered(""), offered("acme"), off())
	}
	w.shell.Go("settings/integrations")
	w.meetingsNext("").Do()
	w.Settle()
	w.MustShow("no company in the directory")
	w.Tap("Go to Timeline")
	if got, want := w.shell.Route(), "timeline/settings/account/globex"; got != want { // the newest
		t.Errorf("leads to %q, want %q", got, want)
	}
	w.MustShow("Timeline Settings", "Globex", "then press Save")

	if err := w.store.UpdateTimeline("test", func(t *store.Timeline) error { return t.PutCompany(timeline.Company{GSID: "g1", Name: "Hooli"}) }); err != nil {
		t.Fatal(err)
	}
	w.shell.Go("settings/integrations")
	w.meetingsNext("").Do()
	w.Settle()
	shown := make(chan struct{}) // the toolkit's test driver draws on whatever goroutine tells of the run's end
	source := w.meetings.source
	w.meetings.source = func(ctx context.Context, id core.ConnectionID) (meetings.Source, error) {
		<-shown
		return source(ctx, id)
	}
	w.Tap("Initiate Sync")
	close(shown)
	w.meetings.wait(time.Minute)
	if s, err := w.store.TimelineSettings(); err != nil || !s.Enabled || s.Connection != "globex" || s.ActivityType != "Meeting" || len(s.Filter.Conditions) > 0 {
		t.Errorf("settings %+v, %v", s, err)
	}
	if w.synced.Trouble() == nil { // there is no credential
		t.Error("no run was asked for")
	}
	if offered("") || !slices.Equal(off(), []bool{false, false}) {
		t.Errorf("offered %t although meetings are synced; off on the cards %v", offered(""), off())
	}
	w.MustNotShow("Sync meetings…")
}
