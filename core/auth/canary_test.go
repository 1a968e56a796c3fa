package auth_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// No secret may be found in anything this package gives out, nor in the bytes of the database.
func TestCanary(t *testing.T) {
	w := newWorld(t)
	const phrase = "canary-phrase-51d0"
	var shown []any
	keep := func(values ...any) { shown = append(shown, values...) }

	w.ring.fail(errors.New("no bus"))
	report, err := w.connections.Test(t.Context(), key(), nil)
	keep(report, err, key())
	_, err = w.connections.Save(t.Context(), auth.Target{}, key(), report)
	keep(err, w.connections.Vault(t.Context()), w.connections.Protect(t.Context(), core.NewSecret(phrase)))
	connection, err := w.connections.Save(t.Context(), auth.Target{}, key(), report)
	keep(connection, err)
	credential, base, err := w.connections.Open(t.Context(), connection.ID)
	keep(credential, base, err, w.connections)
	again := w.open(vault.Options{})
	keep(again.Protect(t.Context(), core.NewSecret(phrase+" wrong")), again)
	for _, kind := range gongsim.FaultKinds() {
		stop := w.sim.Fail(gongsim.Fault{Kind: kind, Location: "https://evil.example.com"})
		_, err := w.connections.Retest(t.Context(), connection.ID, nil)
		keep(err)
		stop()
	}
	secrets := forms(accessKey, secret, phrase)
	for _, value := range shown {
		for _, text := range printed(value) {
			for _, s := range secrets {
				if s != accessKey && strings.Contains(text, s) { // which names a credential and opens nothing
					t.Errorf("%T shows %q: %.300s", value, s, text)
				}
			}
		}
	}
	database, err := os.ReadFile(filepath.Join(w.folder, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range secrets {
		if bytes.Contains(database, []byte(s)) {
			t.Errorf("the database holds %q", s)
		}
	}
}

// forms are the ways in which secrets travel.
func forms(plain ...string) []string {
	all := append(plain, "canary-secret", base64.StdEncoding.EncodeToString([]byte(accessKey+":"+secret)))
	for _, p := range plain {
		all = append(all, fmt.Sprintf("%x", p), strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(p)), "="))
	}
	return all
}

// printed is everything that shows a value, also when it is a field of something else.
func printed(value any) []string {
	type holder struct {
		Shown  any
		hidden any
	}
	var texts []string
	for _, v := range []any{value, holder{value, value}, &holder{value, value}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
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
