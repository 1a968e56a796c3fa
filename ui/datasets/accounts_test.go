package datasets_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/say"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// accounts are two companies and the simulated account.
func accounts() []datasets.Connection {
	return []datasets.Connection{
		{ID: "c1", Name: "Acme", Account: "Acme Inc · API key"},
		{ID: "c2", Name: "Globex sandbox", Account: "Initial workspace · OAuth"},
		{ID: core.SampleConnection, Name: "Sample", Account: "Made-up people and calls, on this computer", Sample: true},
	}
}

// several is a world of two companies: of the datasets one is of each, and one of an account that is gone.
func several(entries ...datasets.Entry) func() *world {
	return func() *world {
		w := estimating(entries...)()
		w.connections = accounts()
		return w
	}
}

func of(id core.ConnectionID, e datasets.Entry) datasets.Entry {
	e.Dataset.Connection = id
	return e
}

// lost is a dataset whose account is gone.
func lost(e datasets.Entry) datasets.Entry {
	e = of("gone", e)
	e.Connection = datasets.Connection{Name: "Initech"}
	return e
}

// troubled is the world with something that a person must mend.
func troubled(w *world) *world {
	w.connections[0].Attention = say.Refused(false, false, core.Unauthorized)
	return w
}

// shut is the world whose credentials cannot be opened now.
func shut(w *world, kind vault.Kind, state vault.State) *world {
	w.shut = say.Shut(vault.Status{Kind: kind, State: state}, len(w.connections) == 1)
	return w
}

func locked(w *world) *world { return shut(w, vault.KindPassphrase, vault.Locked) }

var accountPictures = []picture{
	{name: "list-several", page: list, world: several(entry("d1", "Renewals Q2", eleven...), of("c2", entry("d2", "Sandbox", core.Calls)),
		lost(entry("d3", "Support", core.Calls, core.Transcripts)))},
	{name: "list-attention", page: list, world: func() *world { return troubled(several(entry("d1", "Renewals Q2", eleven...))()) }},
	{name: "list-locked", page: list, world: func() *world { return locked(full()) }},
	{name: "list-keychain", page: list, world: func() *world { return shut(full(), vault.KindKeychain, vault.Locked) }},
	{name: "list-key-lost", page: list, world: func() *world {
		return shut(several(entry("d1", "Renewals Q2", eleven...))(), vault.KindKeychain, vault.Missing)
	}},
	{name: "edit-keychain", page: edit, world: func() *world {
		return shut(only(entry("d1", "Renewals Q2", core.Calls, core.Users))(), vault.KindKeychain, vault.TimedOut)
	}},
	{name: "view-lost", page: view, world: several(lost(entry("d1", "Support", core.Calls, core.Transcripts)))},
	{name: "view-attention", page: view, world: func() *world { return troubled(several(entry("d1", "Renewals Q2", eleven...))()) }},
	{name: "new-several", page: create, world: several()},
	{name: "edit-lost", page: edit, world: several(lost(entry("d1", "Support", core.Calls, core.Transcripts)))},
	{name: "edit-switch", page: edit, world: func() *world {
		w := several(entry("d1", "Renewals Q2", core.Calls, core.Users))()
		w.empties = true
		return w
	}, then: func(s *screen) {
		s.choose("Globex sandbox")
		s.Tap("Save changes")
	}},
}

// choose takes an account in the drop-down.
func (s *screen) choose(name string) {
	s.T.Helper()
	s.Tap("Acme")
	s.Tap(name)
}

func TestTheAccountIsShownWhenThereAreSeveral(t *testing.T) {
	w := several(entry("d1", "Renewals", core.Calls), of("c2", entry("d2", "Trial", core.Users)))()
	s := open(t, uitest.Light, w, list)
	s.MustShow("Acme", "Globex sandbox")
	w.connections = w.connections[:1]
	s.page.Leave()
	s.EnterPage()
	s.MustNotShow("Acme")
}

func TestANewDatasetNamesItsAccount(t *testing.T) {
	w := several()()
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "Trial")
	s.Tap("Calls")
	s.Tap("Add 1 file")
	s.choose("Globex sandbox")
	s.Pass(2 * time.Second)
	s.MustShow("Initial workspace · OAuth")
	s.Tap("Create dataset")
	w.did(t, "estimate [calls] 90d 100", "estimate [calls] 90d 100", "create Trial [calls] 90d 100 false", "start new [] recent", "to saved new")
	if got := w.entries[0].Dataset.Connection; got != "c2" {
		t.Errorf("goes through %q", got)
	}
}

func TestAnotherAccountEmptiesADatasetOnlyAfterAsking(t *testing.T) {
	w := several(entry("d1", "Renewals", core.Calls, core.Users))()
	w.empties = true
	s := open(t, uitest.Light, w, edit)
	s.choose("Globex sandbox")
	s.Pass(2 * time.Second)
	w.log = nil
	s.Tap("Save changes")
	s.MustShow("Import from “Globex sandbox” instead?", "2 files with 148 records (433 KB) are removed")
	w.did(t)
	s.Tap("Switch account")
	w.did(t, "update d1 Renewals [calls users] 90d 100", "to saved d1")

	w.empties = false // the same account, by another credential
	s = open(t, uitest.Light, w, edit)
	s.choose("Globex sandbox")
	s.Pass(2 * time.Second)
	w.log = nil
	s.Tap("Save changes")
	w.did(t, "update d1 Renewals [calls users] 90d 100", "to saved d1")
}

func TestADatasetWhoseAccountIsGoneIsNotImportedFromAnother(t *testing.T) {
	w := several(lost(entry("d1", "Support", core.Calls)), entry("d2", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, list)
	s.MustShow("Needs connection", "The account of one dataset is not connected.")
	s.Tap("Refresh all")
	w.did(t, "start d2 [] recent")

	s = open(t, uitest.Light, w, view)
	s.MustShow("This dataset's account “Initech” is not connected any more.")
	s.Tap("Refresh now")
	w.did(t)
	s.Tap("Choose an account")
	w.did(t, "to edit d1")

	s = open(t, uitest.Light, w, edit)
	s.MustShow("“Initech” is not connected any more.", "Choose an account")
	s.Tap("Connect another")
	s.MustShow("New Ltd · API key") // what was just connected is what is meant
}

func TestWhatIsWrongIsMendedInPlace(t *testing.T) {
	e := entry("d1", "Renewals", core.Calls)
	set(&e, importer.TypeResult{Type: core.Calls, Outcome: importer.Failed, Err: core.E(core.Unauthorized, "list calls", nil)})
	s := open(t, uitest.Light, troubled(only(e)()), list)
	s.MustShow("Needs attention", "Gong does not accept the API key any more")
	s.Tap("Reconnect")
	s.world.did(t, `connect "c1"`)
	s.MustNotShow("Needs attention", "Gong does not accept the API key any more")

	s = open(t, uitest.Light, troubled(only(e)()), view)
	s.Tap("Reconnect")
	s.world.did(t, `connect "c1"`)
	s.MustNotShow("Gong does not accept the API key any more")

	s = open(t, uitest.Light, troubled(only(e)()), edit)
	s.Tap("Reconnect")
	s.MustShow("Connected")
	s.MustNotShow("Needs attention")

	s = open(t, uitest.Light, locked(only(e)()), list)
	s.Tap("Unlock")
	s.world.did(t, "unlock")
	s.MustNotShow("Your passphrase protects the credentials.")

	s = open(t, uitest.Light, locked(only(e)()), view)
	s.Tap("Unlock")
	s.MustNotShow("Your passphrase protects the credentials.")

	s = open(t, uitest.Light, locked(only(e)()), create)
	s.Tap("Unlock")
	s.MustShow("Connected")
}

// A refresh while the credentials were locked used to fail, and to stand as "Import failed" even after they were unlocked.
func TestARefreshAsksForThePassphraseFirst(t *testing.T) {
	e := entry("d1", "Renewals", core.Calls)
	s := open(t, uitest.Light, locked(only(e)()), list)
	s.MustShow("Locked")
	s.Tap("Refresh all")
	s.world.did(t, "unlock", "start d1 [] recent")
	s.MustNotShow("Locked")

	s = open(t, uitest.Light, locked(only(e)()), list)
	s.Key(fyne.KeyR)
	s.world.did(t, "unlock", "start d1 [] recent")

	s = open(t, uitest.Light, locked(only(e)()), view)
	s.Tap("Refresh now")
	s.world.did(t, "unlock", "start d1 [] recent")

	s = open(t, uitest.Light, locked(estimating()()), create)
	s.Enter("Name", "Trial")
	s.Tap("Calls")
	s.Tap("Add 1 file")
	s.world.log = nil
	s.Tap("Create dataset")
	s.world.did(t, "unlock", "create Trial [calls] 90d 100 false", "start new [] recent", "to saved new")
}

// On each screen a keychain that was unlocked is asked again with one click, and for as long as the person takes.
func TestALockedKeychainIsAskedAgainInPlace(t *testing.T) {
	for name, page := range map[string]func(datasets.Needs) ui.Page{"list": list, "view": view, "edit": edit} {
		t.Run(name, func(t *testing.T) {
			w := shut(only(entry("d1", "Renewals", core.Calls))(), vault.KindKeychain, vault.Locked)
			s := open(t, uitest.Light, w, page)
			s.MustShow("The computer's keychain is locked")
			s.Tap("Try again") // too early
			s.MustShow("The computer's keychain is locked")
			attended := false
			w.asked = func(ctx context.Context) {
				limited, cancel := vault.Limited(ctx)
				defer cancel()
				_, ends := limited.Deadline()
				attended = !ends
			}
			w.shut = say.Attention{}
			s.Tap("Try again")
			s.MustNotShow("The computer's keychain is locked", "Asking the keychain")
			if !attended {
				t.Error("nobody waits for the person's answer")
			}
		})
	}
}

func TestAskingTheKeychainIsSaid(t *testing.T) {
	for name, page := range map[string]func(datasets.Needs) ui.Page{"list": list, "view": view, "edit": edit} {
		t.Run(name, func(t *testing.T) {
			var step task.Step
			s := openWith(t, uitest.Light, shut(only(entry("d1", "Renewals", core.Calls))(), vault.KindKeychain, vault.Locked), &step, page)
			answer := func() {
				for step.Waiting() > 0 {
					step.Release(0)
				}
			}
			answer()
			s.Tap("Try again")
			s.MustShow("Asking the keychain.")
			answer()
			s.MustShow("The computer's keychain is locked")
			s.MustNotShow("Asking the keychain.")
		})
	}
}

func TestALostDataKeyIsMendedInPlace(t *testing.T) {
	s := open(t, uitest.Light, shut(only(entry("d1", "Renewals", core.Calls))(), vault.KindKeychain, vault.Missing), view)
	s.MustShow("nobody can open them")
	s.Tap("Reconnect")
	s.world.did(t, `connect "c1"`)
	s.MustNotShow("nobody can open them")

	s = open(t, uitest.Light, shut(several(entry("d1", "Renewals", core.Calls))(), vault.KindKeychain, vault.Missing), list)
	s.MustShow("Disconnect every account under Settings")
	s.Tap("Open Settings")
	s.world.did(t, "to settings")
}

// A dataset of made-up data used to be given to Gong when its form was saved.
func TestSavingLeavesTheAccountAlone(t *testing.T) {
	w := several(of(core.SampleConnection, entry("d1", "Tour", core.Calls)))()
	var kept store.Dataset
	w.updated = func(d store.Dataset) { kept = d }
	s := open(t, uitest.Light, w, edit)
	s.MustShow("Made-up people and calls")
	s.Enter("Name", "Grand tour")
	s.Tap("Save changes")
	if kept.Connection != core.SampleConnection {
		t.Errorf("goes through %q", kept.Connection)
	}
}
