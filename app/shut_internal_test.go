package app

import (
	"testing"

	"github.com/zalando/go-keyring"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

// ring is a keychain; err, when set, is its answer to everything.
type ring struct {
	items map[string]string
	err   error
}

var _ vault.Keyring = (*ring)(nil)

func (r *ring) Get(_, account string) (string, error) {
	if r.err != nil {
		return "", r.err
	}
	if value, ok := r.items[account]; ok {
		return value, nil
	}
	return "", keyring.ErrNotFound
}

func (r *ring) Set(_, account, value string) error {
	if r.err == nil {
		r.items[account] = value
	}
	return r.err
}

func (r *ring) Delete(_, account string) error {
	if r.err == nil {
		delete(r.items, account)
	}
	return r.err
}

func TestWhatKeepsTheCredentialsShutIsToldWhileItDoes(t *testing.T) {
	r := &ring{items: map[string]string{}}
	home := t.TempDir()
	start := func() *program {
		p, err := open(placesFor(home), programOptions{vault: vault.Options{Keychain: vault.NewKeychain(r)}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	tells := func(p *program, when string, mend say.Mending, state vault.State) {
		t.Helper()
		if got := (sources{p}).Shut(t.Context()); got.Mend != mend {
			t.Errorf("%s: %+v, want to mend by %v", when, got, mend)
		}
		all, err := integrations{p}.Connections(t.Context())
		if err != nil || len(all) == 0 || all[0].Vault.State != state {
			t.Errorf("%s: %+v, %v; want %s", when, all, err, state)
		}
	}
	p := start()
	key := auth.APIKey{AccessKey: "canary-access", Secret: core.NewSecret("canary-secret")}
	if _, err := p.connections.Save(t.Context(), auth.Target{}, key, auth.Report{BaseURL: gong.DefaultBase}); err != nil {
		t.Fatal(err)
	}
	r.err = vault.ErrLocked
	tells(p, "locked after it was opened", say.MendNothing, vault.Found)
	if err := p.close(); err != nil {
		t.Fatal(err)
	}

	p = start()
	defer p.close()
	tells(p, "locked at the start", say.MendRetry, vault.Locked)
	r.err = nil
	tells(p, "unlocked", say.MendNothing, vault.Found)
	r.items = map[string]string{}
	tells(p, "lost", say.MendReconnect, vault.Missing)
	keep(t, p, company("globex", "Globex", "2"))
	tells(p, "lost for two", say.MendDisconnect, vault.Missing)
}
