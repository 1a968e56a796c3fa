package vault_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

// No secret may be found in anything this package gives out, however it is printed, logged or marshalled.
func TestCanary(t *testing.T) {
	vault.CheapPassphrases(t)
	const (
		phrase = "canary-passphrase"
		plain  = "canary-plain-text"
		rawKey = "canary-key-canary-key-canary-key"
	)
	stored := base64.StdEncoding.EncodeToString([]byte(rawKey))
	holding := func() *ring { return &ring{items: map[string]string{"io.tamtam.Tamtam/data-key-v1.db": stored}} }

	var shown []any
	keep := func(values ...any) { shown = append(shown, values...) }
	for _, o := range []vault.Options{in(holding()), by(phrase), {Memory: new(vault.Memory)}} {
		if o.Keychain == nil {
			o.Keychain = vault.NewKeychain(holding()) // never the person's own
		}
		b := &blob{}
		v := open(t, "db", b, empty(o))
		keep(v, *v, o, o.Keychain, o.Memory, v.Kind(), v.Check(t.Context()), vault.Probe(t.Context(), "db", b, o))
		for _, value := range [][]byte{v.Seal("b", "other", []byte(plain)), []byte(plain)} {
			_, err := v.Open("b", "k", value)
			keep(err)
		}
		_, err := vault.Open(t.Context(), "db", b, by(phrase+" wrong"))
		keep(err, v.Move(t.Context(), vault.KindKeychain, core.Secret{}), v.Move(t.Context(), vault.KindPassphrase, core.NewSecret(phrase+" new")), v)
	}
	telltale := &ring{onSet: func(value string) error {
		stored = value // of a key made here
		return errors.New("cannot keep " + value)
	}}
	b := &blob{}
	_, err := vault.Open(t.Context(), "db", b, empty(in(telltale)))
	keep(err, vault.Probe(t.Context(), "db", b, in(telltale)))

	made, err := base64.StdEncoding.DecodeString(stored)
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{phrase, plain, "canary"}
	for _, key := range [][]byte{[]byte(rawKey), made} {
		secrets = append(secrets, string(key), base64.StdEncoding.EncodeToString(key), hex.EncodeToString(key),
			strings.Trim(fmt.Sprint(key), "[]"), strings.Trim(fmt.Sprintf("%#v", key), "[]byte{}"))
	}
	for _, value := range shown {
		for _, text := range printed(value) {
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					t.Errorf("%T shows %q: %s", value, secret, text)
				}
			}
		}
	}
}

// printed is everything that shows a value, also when it is a field of something else.
func printed(value any) []string {
	type holder struct {
		Shown  any
		hidden any
	}
	var texts []string
	for _, v := range []any{value, holder{value, value}, &holder{value, value}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			texts = append(texts, fmt.Sprintf(verb, v))
		}
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", v)
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "v", v)
		texts = append(texts, log.String())
		if j, err := json.Marshal(v); err == nil {
			texts = append(texts, string(j))
		}
	}
	return texts
}

func TestVaultPrintsWhereItsKeyIs(t *testing.T) {
	if got := fmt.Sprintf("%+v", memory(t)); got != "vault (memory)" {
		t.Errorf("got %q", got)
	}
}
