package network

import (
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"tamtam/core"
)

// Proxy says how the proxy is found.
type Proxy string

// The ways to find the proxy.
const (
	System Proxy = "system" // as the operating system says, else the environment
	Manual Proxy = "manual" // Settings.ProxyURL
	None   Proxy = "none"
)

// Settings are what a person chooses. The zero value is System without a file of certificates.
type Settings struct {
	Proxy Proxy `json:"proxy,omitempty"` // "" for System
	// ProxyURL is the proxy under Manual, as ParseProxy wants it. It stays under the other ways, to be chosen again.
	ProxyURL string `json:"proxyURL,omitempty"`
	// CAFile is a file of certificates in PEM, by its absolute path; "" for none.
	CAFile string `json:"caFile,omitempty"`
}

// schemes are what net/http can do, with the ports that are meant when none is given.
var schemes = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}

// ParseProxy reads the address of a proxy, "http://proxy.example:3128", also https and socks5; "proxy.example:3128" is taken for http. A user's
// name or a password is refused, since it would be kept readable. The result has a scheme, a host and a port, nothing else.
func ParseProxy(text string) (*url.URL, error) {
	const op = "read the proxy's address"
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, core.Errorf(core.Invalid, op, "enter the proxy's address, as in http://proxy.example:3128")
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" { // the cause would repeat the text, which may hold a password
		return nil, core.Errorf(core.Invalid, op, "this is not an address; write it as http://proxy.example:3128")
	}
	scheme := strings.ToLower(u.Scheme)
	port := u.Port()
	if port == "" {
		port = schemes[scheme]
	}
	number, err := strconv.ParseUint(port, 10, 16)
	switch {
	case schemes[scheme] == "":
		return nil, core.Errorf(core.Invalid, op, "a proxy is reached by http, https or socks5, not by %q", scheme)
	case u.User != nil:
		return nil, core.Errorf(core.Invalid, op, "leave the user name and the password out of the proxy's address: they would be kept readable. "+
			"A proxy that wants them can be named in the environment variable HTTPS_PROXY, with System chosen here")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Path != "" && u.Path != "/":
		return nil, core.Errorf(core.Invalid, op, "only scheme, host and port belong in the proxy's address, as in http://proxy.example:3128. "+
			"The address of a script (PAC) belongs in the system's own settings, with System chosen here")
	case err != nil || number == 0:
		return nil, core.Errorf(core.Invalid, op, "the port is a number from 1 to 65535, as in http://proxy.example:3128")
	}
	return &url.URL{Scheme: scheme, Host: net.JoinHostPort(u.Hostname(), port)}, nil
}

// checked returns the settings as they are kept, or why they cannot be used. It does not open the file.
func (s Settings) checked() (Settings, error) {
	const op = "change the network"
	switch s.Proxy {
	case "":
		s.Proxy = System
	case System, None, Manual:
	default:
		return s, core.Errorf(core.Invalid, op, "the proxy is system, manual or none, not %q", string(s.Proxy))
	}
	if s.Proxy == Manual || s.ProxyURL != "" {
		u, err := ParseProxy(s.ProxyURL)
		switch {
		case err == nil:
			s.ProxyURL = u.String()
		case s.Proxy == Manual:
			return s, err
		default:
			s.ProxyURL = "" // it is not in use
		}
	}
	if s.CAFile == "" {
		return s, nil
	}
	if !filepath.IsAbs(s.CAFile) {
		return s, core.Errorf(core.Invalid, op, "name the file of certificates by its whole path")
	}
	s.CAFile = filepath.Clean(s.CAFile)
	return s, nil
}
