package core

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of failure an error is, so that callers can decide and the window can find its sentence. Text only informs.
type Kind int

// The kinds of failure.
const (
	Other        Kind = iota // anything that has no kind of its own: a fault of ours
	NotFound                 // the thing asked for does not exist
	Denied                   // the credential is good but lacks a permission; Error.Scope names it when Gong said which
	Unauthorized             // the credential is wrong, expired or revoked
	Offline                  // the network or the name service does not answer
	Busy                     // a rate limit or the daily quota is reached
	Broken                   // what arrived or what is stored cannot be understood
	Canceled                 // the person or the program stopped the work
	Locked                   // a lock is held: the database by another process, the keychain by the user
	Full                     // no space left
	Invalid                  // what the person entered cannot be used
	Unavailable              // a service this machine should offer (keychain) is absent, stuck or did not answer in time
	Foreign                  // a host that is not Gong's was named where only Gong's may be
)

var kindNames = [...]string{
	"other", "not found", "denied", "unauthorized", "offline", "busy", "broken", "canceled", "locked", "full", "invalid",
	"unavailable", "foreign",
}

// String names the kind in lower-case words.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("kind %d", int(k))
	}
	return kindNames[k]
}

// Error is a failure with its kind. It holds no secret and no customer text, so it may be logged.
type Error struct {
	Kind Kind
	// Op is what was being done, in lower-case words: "list calls", "open database".
	Op string
	// Scope is the Gong permission that is missing, such as "api:library:read"; "" when not known or not the cause.
	Scope string
	// RequestID is Gong's id of the failed request, for its support; "" when there is none.
	RequestID string
	// Err is the cause, or nil.
	Err error
}

// Error writes operation, kind, scope and cause.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op)
		b.WriteString(": ")
	}
	b.WriteString(e.Kind.String())
	if e.Scope != "" {
		fmt.Fprintf(&b, " (scope %s)", e.Scope)
	}
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// E makes an Error. The cause may be nil.
func E(kind Kind, op string, cause error) error { return &Error{Kind: kind, Op: op, Err: cause} }

// Errorf makes an Error whose cause is a formatted text.
func Errorf(kind Kind, op, format string, args ...any) error {
	return &Error{Kind: kind, Op: op, Err: fmt.Errorf(format, args...)}
}

// KindOf returns the kind of the outermost Error in err's chain; Canceled for a context that ended; Other for the rest.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if errors.Is(err, context.Canceled) {
		return Canceled
	}
	return Other
}

// Is tells whether err is of the kind. It is false for a nil error.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// CauseOf returns the text of the cause inside the outermost Error in err's chain, without what was being done and without the kind; else
// err's own text.
func CauseOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && e.Err != nil {
		return e.Err.Error()
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

// ScopeOf returns the missing permission that err names, or "".
func ScopeOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Scope
	}
	return ""
}
