package uitest

import (
	"bytes"
	"strings"

	"tamtam/ui/kit"
)

// canary is in every secret that a test types, so that what shows one is found by this word alone.
const canary = "canary"

// typed refuses a secret without the word: it would not be found where it must not be.
func (w *Window) typed(into any, text string) {
	w.T.Helper()
	masked := false
	switch field := into.(type) {
	case *kit.SecretEntry:
		masked = true
	case *kit.Entry:
		masked = field.Password
	}
	if masked && text != "" && !strings.Contains(text, canary) {
		w.T.Errorf("%q is typed as a secret and must contain %q", text, canary)
	}
}

// keepsSecrets refuses a golden that shows a secret.
func (w *Window) keepsSecrets(name string, markup []byte) {
	w.T.Helper()
	if bytes.Contains(bytes.ToLower(markup), []byte(canary)) {
		w.T.Errorf("%s shows a secret", name)
	}
}
