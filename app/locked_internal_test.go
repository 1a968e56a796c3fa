package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/uitest"
)

// The page below the first question used to go on saying that the credentials are locked, and the status bar never said so.
func TestAnUnlockedStartSaysLockedNoMore(t *testing.T) {
	const phrase = "canary phrase"
	home := t.TempDir()
	p, err := open(placesFor(home), programOptions{vault: vault.Options{Passphrase: core.NewSecret(phrase)}})
	if err != nil {
		t.Fatal(err)
	}
	key := auth.APIKey{BaseURL: "https://api.gong.io", AccessKey: "key", Secret: core.NewSecret("canary-secret")}
	if _, err := p.connections.Save(t.Context(), auth.Target{Name: "Acme"}, key, auth.Report{BaseURL: key.BaseURL}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.store.CreateDataset(store.Dataset{Name: "Renewals", Types: core.DataTypes()}); err != nil {
		t.Fatal(err)
	}
	if err := p.close(); err != nil {
		t.Fatal(err)
	}

	start := func() *world {
		p, err := open(placesFor(home), programOptions{})
		if err != nil {
			t.Fatal(err)
		}
		u := uitest.New(t, uitest.Light)
		w := &world{Window: u, window: newWindow(p, u.App, u.Window, u.Runner, "test")}
		w.begin()
		w.Settle()
		w.MustShow("Unlock the credentials")
		return w
	}
	w := start()
	w.Key(fyne.KeyEscape)
	w.MustShow("Gong: locked", "Your passphrase protects the credentials.", "Locked")
	w.leave()

	w = start()
	t.Cleanup(w.leave)
	w.Type(phrase)
	w.Key(fyne.KeyReturn)
	w.MustNotShow("Unlock", "Your passphrase protects the credentials.", "Locked")
	w.MustShow("Gong: Acme · API key")
}
