package oauth

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"tamtam/core"
)

// DefaultRedirects are the addresses that a company should register: three ports, in case another program uses one. The caller owns the slice.
func DefaultRedirects() []string {
	return []string{"http://127.0.0.1:48271/callback", "http://127.0.0.1:48272/callback", "http://127.0.0.1:48273/callback"}
}

// Redirect is a redirect address that can be registered.
type Redirect struct {
	text string
	url  *url.URL
}

// ParseRedirect reads a redirect address: http or https on this machine with a port, or https on another host, which forwards to this
// machine or whose address the person pastes. Anything else is core.Invalid.
func ParseRedirect(text string) (Redirect, error) {
	const op = "read redirect address"
	text = strings.TrimSpace(text)
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return Redirect{}, core.Errorf(core.Invalid, op, "the redirect address is no web address; write it as %s", DefaultRedirects()[0])
	}
	r := Redirect{text: text, url: u}
	switch {
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return Redirect{}, core.Errorf(core.Invalid, op, "the redirect address must have no user, query or fragment")
	case r.Loopback() && u.Scheme != "http" && u.Scheme != "https":
		return Redirect{}, core.Errorf(core.Invalid, op, "the redirect address must begin with http or https")
	case r.Port() == "0":
		return Redirect{}, core.Errorf(core.Invalid, op, "the redirect address needs a port that a program can listen at, as %s", DefaultRedirects()[0])
	case !r.Loopback() && u.Scheme != "https":
		return Redirect{}, core.Errorf(core.Invalid, op, "a redirect address on another host must begin with https")
	}
	return r, nil
}

// String is the address as it was entered.
func (r Redirect) String() string { return r.text }

// Loopback tells whether the address is of this machine, so that a listener can take the answer.
func (r Redirect) Loopback() bool { return core.IsLoopback(r.url.Hostname()) }

// Port is the address's port, the scheme's own when it names none.
func (r Redirect) Port() string {
	switch {
	case r.url.Port() != "":
		return r.url.Port()
	case r.url.Scheme == "https":
		return "443"
	}
	return "80"
}

// path is the path that the answer comes to, never "".
func (r Redirect) path() string {
	if r.url.Path == "" {
		return "/"
	}
	return r.url.Path
}

// listens are the addresses to listen on. A browser may take "localhost" for either family (RFC 8252, section 8.3).
func (r Redirect) listens() []string {
	port := r.Port()
	if host := r.url.Hostname(); !strings.EqualFold(host, "localhost") {
		return []string{net.JoinHostPort(host, port)}
	}
	return []string{net.JoinHostPort("127.0.0.1", port), net.JoinHostPort("::1", port)}
}

// candidates are the addresses to try, the wanted one first.
func (r Redirect) candidates() []Redirect {
	all := []Redirect{r}
	defaults := DefaultRedirects()
	if !slices.Contains(defaults, r.text) {
		return all
	}
	for _, text := range defaults {
		if text != r.text {
			other, _ := ParseRedirect(text) // our own
			all = append(all, other)
		}
	}
	return all
}

// accepts tells whether a pasted address is this one with an answer's query.
func (r Redirect) accepts(u *url.URL) bool {
	path := u.Path
	if path == "" {
		path = "/"
	}
	// A person may have changed https into http to get past the browser's warning, or the other way round.
	scheme := u.Scheme == r.url.Scheme || r.Loopback() && (u.Scheme == "http" || u.Scheme == "https")
	return scheme && u.User == nil && strings.EqualFold(u.Host, r.url.Host) && path == r.path()
}
