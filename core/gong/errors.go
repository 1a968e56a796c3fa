package gong

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode"

	"tamtam/core"
)

// ErrCursorExpired is in the chain of the error that ends a sequence of pages when it took longer than about an hour. What was
// read is good; the rest needs a new sequence.
var ErrCursorExpired = errors.New("the place in Gong's list has expired")

var (
	errHTML       error = &core.Obstacle{What: core.Portal}
	errType             = errors.New("the answer is not JSON")
	errLoop             = errors.New("redirected again and again")
	errNoLocation       = errors.New("redirected without a word of where to")
	errPath             = errors.New("wrong host or path: this is not an answer of Gong's API")
)

var (
	scopeText    = regexp.MustCompile(`permission to use '(api:[a-z:-]+)'`)
	emptyText    = regexp.MustCompile(`(?i)\bno\b.* found|not found`)
	cursorText   = regexp.MustCompile(`(?i)cursor has expired|failed to verify cursor`)
	delicateText = regexp.MustCompile(`(?i:basic|bearer)\s+\S+|eyJ[\w-]+(\.[\w-]*)*|[^\s'"<>]+@[^\s'"<>]+`) // credentials, cursors, e-mail addresses
)

// complaint is the body of an error answer.
type complaint struct {
	RequestID Text   `json:"requestId"`
	Errors    []Text `json:"errors"`
}

// empty tells whether a 404 is Gong's way to say that a list has no items.
func (c complaint) empty() bool {
	for _, text := range c.Errors {
		if emptyText.MatchString(string(text)) && !strings.EqualFold(strings.TrimSpace(string(text)), "not found") {
			return true
		}
	}
	return false
}

// text is what Gong wrote, without what must not be shown, and not too long.
func (c complaint) text() string {
	texts := make([]string, len(c.Errors))
	for i, t := range c.Errors {
		texts[i] = string(t)
	}
	text := delicateText.ReplaceAllString(strings.Join(texts, "; "), "...")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > 300 {
		text = string(runes[:300]) + "..."
	}
	return text
}

// mostComplaint bounds what is read of an error answer, in bytes.
const mostComplaint = 64 << 10

// complain reads an error answer, whatever it is.
func complain(resp *http.Response) complaint {
	var c complaint
	if body, err := io.ReadAll(io.LimitReader(resp.Body, mostComplaint)); err == nil && json.Unmarshal(body, &c) != nil {
		c = complaint{}
	}
	if c.RequestID == "" {
		c.RequestID = Text(resp.Header.Get("X-Traceid"))
	}
	return c
}

// refusal is the error for an answer that is neither success nor a redirect. off is how far this computer's clock was ahead of the answer's.
func refusal(code int, c complaint, off time.Duration) *core.Error {
	e := &core.Error{Kind: refusalKind(code), RequestID: string(c.RequestID), Err: refusalCause(code, c)}
	text := ""
	for _, t := range c.Errors {
		text += string(t) + "\n"
	}
	refused := code == http.StatusUnauthorized || code == http.StatusForbidden
	if m := scopeText.FindStringSubmatch(text); refused && m != nil {
		e.Kind, e.Scope = core.Denied, m[1]
	}
	if code < 500 && cursorText.MatchString(text) {
		// Whatever the status: a cursor is a token of its own, and a dead one says nothing about the credential.
		e.Kind, e.Err = core.Invalid, fmt.Errorf("%w (status %d)", ErrCursorExpired, code)
	}
	switch {
	case code == http.StatusNetworkAuthenticationRequired:
		e.Err = errHTML
	case e.Kind == core.Unauthorized && off != 0:
		e.Err = &core.Obstacle{What: core.ClockOff, Off: off, Err: e.Err}
	}
	return e
}

// refusalKind: 400 is Invalid although a program wrote the request, because its values (dates, ids) come from a person.
func refusalKind(code int) core.Kind {
	switch code {
	case http.StatusBadRequest:
		return core.Invalid
	case http.StatusUnauthorized:
		return core.Unauthorized
	case http.StatusForbidden, http.StatusPaymentRequired:
		return core.Denied
	case http.StatusNotFound:
		return core.NotFound
	case http.StatusTooManyRequests:
		return core.Busy
	case http.StatusProxyAuthRequired, http.StatusRequestTimeout, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return core.Offline // Gong's front door, or a proxy, answers for a service that does not
	}
	return core.Broken
}

func refusalCause(code int, c complaint) error {
	switch text := c.text(); {
	case code == http.StatusNotFound:
		return errPath
	case text != "":
		return fmt.Errorf("status %d: %s", code, text)
	}
	return fmt.Errorf("status %d", code)
}

// NetworkError gives a failure of the network its kind and a text without addresses: for requests that others send through the same
// transport, to the same company. What a certificate says is held against the machine's clock, unless the transport has done so.
func NetworkError(op string, err error) error {
	e := failure(err, core.SystemClock{}.Now())
	e.Op = op
	return e
}

// failure is the error for a request that got no answer, or one that broke off.
func failure(err error, now time.Time) *core.Error {
	if e, ok := errors.AsType[*core.Error](err); ok {
		if e.Op != "" { // not of this package
			return &core.Error{Kind: e.Kind, Err: e}
		}
		return &core.Error{Kind: e.Kind, Scope: e.Scope, RequestID: e.RequestID, Err: e.Err}
	}
	if f, ok := errors.AsType[final](err); ok { // of a credential or a quota, which are not ours
		return &core.Error{Kind: core.KindOf(f.error), Err: f.error}
	}
	for _, broken := range []error{errCut, errTooBig, errNotGong, errType, errJSON, errShape, errNoLocation, errLoop} {
		if errors.Is(err, broken) {
			return &core.Error{Kind: core.Broken, Err: err}
		}
	}
	o := obstacle(err, now)
	return &core.Error{Kind: o.Kind(), Err: o}
}
