package gong

import (
	"net/url"
	"strings"

	"tamtam/core"
)

// DefaultBase is the address that Gong documents for everybody. Accounts of some regions have a host of their own.
const DefaultBase = "https://api.gong.io"

const gongHost = "api.gong.io"

// BaseURL is a scheme and a host to which a credential may be sent: Gong's own over https, or this machine. Only ParseBaseURL makes
// one, so holding one is the proof.
type BaseURL struct{ scheme, host string }

// ParseBaseURL reads "https://api.gong.io", "https://us-12345.api.gong.io", or, for the simulated account, an http or https address
// of this machine with any port. Anything else is a core.Foreign error, because a credential would go there.
func ParseBaseURL(text string) (BaseURL, error) {
	const op = "read base URL"
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil { // the cause would repeat the text, which may hold a password
		return BaseURL{}, core.Errorf(core.Foreign, op, "not an address; write it as %s", DefaultBase)
	}
	if u.Opaque != "" || u.Host == "" {
		return BaseURL{}, core.Errorf(core.Foreign, op, "no scheme or no host; write it as %s", DefaultBase)
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || (u.Path != "" && u.Path != "/") {
		return BaseURL{}, core.Errorf(core.Foreign, op, "only scheme and host belong in it, as in %s", DefaultBase)
	}
	base := BaseURL{scheme: u.Scheme, host: strings.ToLower(u.Host)}
	switch {
	case core.IsLoopback(u.Hostname()):
		if u.Scheme != "http" && u.Scheme != "https" {
			return BaseURL{}, core.Errorf(core.Foreign, op, "the scheme is neither http nor https")
		}
	case !isGong(base.host): // with its port: Gong's hosts have none
		return BaseURL{}, core.Errorf(core.Foreign, op, "the host is not Gong's: it must be %s or end in .%s, without a port", gongHost, gongHost)
	case u.Scheme != "https":
		return BaseURL{}, core.Errorf(core.Foreign, op, "Gong is reached over https only")
	}
	return base, nil
}

// String is the address without a slash at its end; "" for the zero BaseURL.
func (b BaseURL) String() string {
	if b == (BaseURL{}) {
		return ""
	}
	return b.scheme + "://" + b.host
}

// Loopback tells whether the address is of this machine.
func (b BaseURL) Loopback() bool { return core.IsLoopback((&url.URL{Host: b.host}).Hostname()) }

// at is the address of a path of the API.
func (b BaseURL) at(path string, query url.Values) *url.URL {
	return &url.URL{Scheme: b.scheme, Host: b.host, Path: path, RawQuery: query.Encode()}
}

// isGong takes names of plain letters, digits and hyphens only, so that nothing that two parsers read in two ways passes.
func isGong(host string) bool {
	if host == gongHost {
		return true
	}
	sub, ok := strings.CutSuffix(host, "."+gongHost)
	if !ok {
		return false
	}
	for label := range strings.SplitSeq(sub, ".") {
		if label == "" || label[0] == '-' || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return true
}
