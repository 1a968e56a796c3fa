package core_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"tamtam/core"
)

const canary = "canary-1f9c77"

type holder struct {
	Shown  core.Secret
	hidden core.Secret
	inner  struct{ deep *core.Secret }
}

func newHolder() holder {
	s := core.NewSecret(canary)
	h := holder{Shown: s, hidden: s}
	h.inner.deep = &s
	return h
}

func TestSecretNeverShowsItsText(t *testing.T) {
	h := newHolder()
	hex := fmt.Sprintf("%x", canary)
	values := map[string]any{"secret": h.Shown, "pointer": &h.Shown, "holder": h, "pointer to holder": &h, "slice": []holder{h}, "map": map[string]holder{"k": h}}
	for name, v := range values {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
			slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
			marshalled, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			for _, shown := range []string{
				fmt.Sprint(v), fmt.Sprintf("%+v", v), fmt.Sprintf("%#v", v), fmt.Sprintf("%q", v), fmt.Sprintf("%s", v), fmt.Sprintf("%x", v),
				fmt.Sprintf("%d", v), log.String(), string(marshalled),
			} {
				if strings.Contains(shown, canary) || strings.Contains(shown, hex) {
					t.Errorf("shows the secret: %s", shown)
				}
			}
		})
	}
}

func TestSecretReveal(t *testing.T) {
	if got := core.NewSecret(canary).Reveal(); got != canary {
		t.Errorf("Reveal: got %q", got)
	}
	var zero core.Secret
	if zero.Reveal() != "" || zero.String() != "" || !zero.IsZero() || !core.NewSecret("").IsZero() {
		t.Error("an empty secret is not empty")
	}
	if core.NewSecret("x").IsZero() {
		t.Error("a secret with a text says it is empty")
	}
}
