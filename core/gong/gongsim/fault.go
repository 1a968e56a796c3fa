package gongsim

import (
	"bytes"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FaultKind is a way in which a request goes wrong.
type FaultKind string

// The faults that can be ordered.
const (
	RateStorm   FaultKind = "429"       // too many requests, whatever the rate is
	ServerError FaultKind = "500"       // Gong's JSON
	BadGateway  FaultKind = "502"       // a proxy's HTML
	Reset       FaultKind = "reset"     // the connection breaks in the middle of the body
	Truncated   FaultKind = "truncated" // a complete answer whose JSON is cut off
	Portal      FaultKind = "portal"    // 200 with the HTML page of a captive portal
	CursorLost  FaultKind = "cursor"    // the cursor of the request has expired; requests without one pass
	RevokedKey  FaultKind = "revoked"   // 401 as for an unknown key, access token or OAuth client
	NoScope     FaultKind = "scope"     // 401 that names the endpoint's scope
	Forbidden   FaultKind = "403"       // the trusted-IP list
	Slow        FaultKind = "slow"      // the answer comes after Delay
	Redirect    FaultKind = "redirect"  // to the same path at Location
	Unavailable FaultKind = "503"       // a proxy without a backend, empty body
	// InvalidGrant tells a token request that its code or refresh token is not valid, and leaves both as they are; other requests pass.
	InvalidGrant FaultKind = "invalid-grant"
)

// FaultKinds lists all kinds. The caller owns the slice.
func FaultKinds() []FaultKind {
	return []FaultKind{
		RateStorm, ServerError, BadGateway, Reset, Truncated, Portal, CursorLost, RevokedKey, NoScope, Forbidden, Slow, Redirect, Unavailable,
		InvalidGrant,
	}
}

// Fault says which requests go wrong and how.
type Fault struct {
	Kind FaultKind
	// Path is the path of the requests that are hit, such as "/v2/calls/transcript"; one that ends in "*" hits all that begin so, and ""
	// hits all.
	Path string
	// After is the number of matching requests that pass before the first is hit; Count is how many are hit then, 0 for all.
	After, Count int
	// RetryAfter is sent with RateStorm; "1" when empty.
	RetryAfter string
	// Delay is how long Slow waits.
	Delay time.Duration
	// Location is the base URL that Redirect points to.
	Location string
}

// trap holds the ordered faults.
type trap struct {
	mu     sync.Mutex
	faults []*armed
}

type armed struct {
	Fault
	seen int
}

// Fail orders a fault. The returned function takes it back.
func (s *Sim) Fail(f Fault) (stop func()) {
	a := &armed{Fault: f}
	s.trap.mu.Lock()
	defer s.trap.mu.Unlock()
	s.trap.faults = append(s.trap.faults, a)
	return func() {
		s.trap.mu.Lock()
		defer s.trap.mu.Unlock()
		for i, x := range s.trap.faults {
			if x == a {
				s.trap.faults = append(s.trap.faults[:i], s.trap.faults[i+1:]...)
				return
			}
		}
	}
}

// hit finds the fault of a request, if there is one.
func (t *trap) hit(a *asked) *Fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.faults {
		if prefix, wild := strings.CutSuffix(f.Path, "*"); f.Path != "" && a.URL.Path != f.Path && !(wild && strings.HasPrefix(a.URL.Path, prefix)) {
			continue
		}
		if f.Kind == CursorLost && a.cursor() == "" || f.Kind == InvalidGrant && a.URL.Path != TokenPath {
			continue
		}
		f.seen++
		if f.seen > f.After && (f.Count == 0 || f.seen <= f.After+f.Count) {
			found := f.Fault
			return &found
		}
	}
	return nil
}

// refuse answers in place of the endpoint. It reports false for faults that need the true answer first.
func (s *Sim) refuse(w http.ResponseWriter, a *asked, f *Fault, scope string) bool {
	html := func(status int, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
	var p *problem
	switch f.Kind {
	case RateStorm:
		p = fail(http.StatusTooManyRequests, "API request limit exceeded")
		if p.retryAfter = f.RetryAfter; p.retryAfter == "" {
			p.retryAfter = "1"
		}
	case ServerError:
		p = fail(http.StatusInternalServerError, "Internal server error occurred")
	case BadGateway:
		html(http.StatusBadGateway, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n")
		return true
	case Unavailable:
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	case Portal:
		html(http.StatusOK, "<!DOCTYPE html><html><body><h1>Welcome to AirportWifi</h1><form>Accept terms</form></body></html>\n")
		return true
	case CursorLost:
		p = expired()
	case RevokedKey:
		if p = invalidKey(); isBearer(a.Request) {
			p = invalidToken()
		}
	case NoScope:
		p = missing(scope)
	case Forbidden:
		p = fail(http.StatusForbidden, "Access denied: your IP address is not in the list of trusted addresses")
	case Redirect:
		w.Header().Set("Location", strings.TrimSuffix(f.Location, "/")+a.URL.RequestURI())
		w.WriteHeader(http.StatusTemporaryRedirect)
		return true
	case Slow:
		_ = s.o.Clock.Sleep(a.Context(), f.Delay) // who asked may have left; the answer is then written to nobody
		return false
	default:
		return false
	}
	p.write(w, a.id)
	return true
}

// spoil sends the true answer in a broken way.
func spoil(w http.ResponseWriter, kind FaultKind, status int, body *bytes.Buffer) {
	half := body.Bytes()[:body.Len()/2]
	if kind == Truncated {
		w.Header().Set("Content-Length", strconv.Itoa(len(half)))
		w.WriteHeader(status)
		_, _ = w.Write(half)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(half)
	control := http.NewResponseController(w)
	_ = control.Flush()
	if conn, _, err := control.Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // close by a reset, not by a farewell
		}
		_ = conn.Close()
		return
	}
	panic(http.ErrAbortHandler)
}
