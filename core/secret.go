package core

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a text that must not be shown: an access key secret, a token, a passphrase. Whatever prints, logs or marshals it writes
// "[secret]" instead, or nothing when it is empty. Only Reveal gives the text. The zero Secret is empty.
//
// It holds a pointer because the methods are not asked when a Secret is an unexported field of a printed struct: fmt and slog then
// walk the memory themselves, and find an address instead of the text.
type Secret struct{ p *string }

const redacted = "[secret]"

var (
	_ fmt.Formatter  = Secret{}
	_ slog.LogValuer = Secret{}
)

// NewSecret keeps the text as a Secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// Reveal is the text itself, for the one place that sends or seals it.
func (s Secret) Reveal() string {
	if s.p == nil {
		return ""
	}
	return *s.p
}

// IsZero tells whether the Secret is empty.
func (s Secret) IsZero() bool { return s.p == nil }

// String is "[secret]", or "" for an empty Secret.
func (s Secret) String() string {
	if s.p == nil {
		return ""
	}
	return redacted
}

// GoString is what %#v prints.
func (s Secret) GoString() string { return "core.Secret(" + s.String() + ")" }

// Format prints String for every verb, so that %x or %q of a Secret show no more than %v.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, s.String()) }

// LogValue is what slog records.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText writes String, for JSON and whatever else marshals text. There is no way back: secrets are stored by the vault.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
