package main_test

import (
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type vaultLine struct {
	Kind, State string
	Used, Left  bool
}

const otherPassphrase = "canary-passphrase-91af"

// with runs the program with another value of an environment variable.
func (d *desk) with(code int, variable, value, input string, args ...string) said {
	d.t.Helper()
	c := d.command(d.t.Context(), args...)
	c.Env = append(c.Env, variable+"="+value) // the last of a name counts
	c.Stdin = strings.NewReader(input)
	s := d.finish(c)
	if s.code != code {
		d.t.Fatalf("tamtamctl %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), s.code, code, s.out, s.err)
	}
	return s
}

func TestVault(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	if got := read[vaultLine](t, d.must(0, "vault", "--json")); got != (vaultLine{Kind: "passphrase", State: "missing"}) {
		t.Errorf("before the first use: %+v", got)
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key")
	kept := vaultLine{Kind: "passphrase", State: "found", Used: true}
	if got := read[vaultLine](t, d.must(0, "vault", "--json")); got != kept {
		t.Errorf("connected: %+v", got)
	}

	t.Run("a new passphrase by the environment", func(t *testing.T) {
		if got := read[vaultLine](t, d.with(0, "TAMTAM_NEW_PASSPHRASE", otherPassphrase, "", "vault", "move", "passphrase", "--json")); got != kept {
			t.Errorf("got %+v", got)
		}
		if got := read[vaultLine](t, d.must(0, "vault", "--json")); got.State != "wrong passphrase" {
			t.Errorf("with the old passphrase: %+v", got)
		}
		d.with(0, "TAMTAM_PASSPHRASE", otherPassphrase, "", "doctor")
	})
	t.Run("and back by standard input", func(t *testing.T) {
		s := d.with(0, "TAMTAM_PASSPHRASE", otherPassphrase, passphrase+"\n", "vault", "move", "passphrase")
		if !strings.Contains(s.out, "protected by your passphrase now: found") || strings.Contains(s.out+s.err, "canary") {
			t.Errorf("%s%s", s.out, s.err)
		}
		d.must(0, "doctor")
	})
	refused := []struct {
		name, old, input, place string
		code                    int
		says                    string
	}{
		{"a wrong passphrase", "guess", otherPassphrase, "passphrase", 1, "not the passphrase of this database"},
		{"no old passphrase", "", otherPassphrase, "passphrase", 1, "TAMTAM_PASSPHRASE"},
		{"no new passphrase", passphrase, "", "passphrase", 2, "TAMTAM_NEW_PASSPHRASE or on standard input"},
		{"no such place", passphrase, "", "cloud", 2, "keychain or passphrase"},
		{"a keychain that is absent", passphrase, "", "keychain", 1, "keychain"},
	}
	for _, test := range refused {
		t.Run(test.name, func(t *testing.T) {
			c := d.command(t.Context(), "vault", "move", test.place)
			// A bus that is not there: never the keychain of the person who runs the tests.
			c.Env = append(c.Env, "TAMTAM_PASSPHRASE="+test.old, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere")
			c.Stdin = strings.NewReader(test.input)
			if s := d.finish(c); s.code != test.code || !strings.Contains(s.err, test.says) || s.out != "" {
				t.Errorf("code %d: %s%s", s.code, s.out, s.err)
			}
			if got := read[vaultLine](t, d.must(0, "vault", "--json")); got != kept {
				t.Errorf("it changed: %+v", got)
			}
		})
	}
}
