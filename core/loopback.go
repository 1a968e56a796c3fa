package core

import (
	"net/netip"
	"strings"
)

// IsLoopback tells whether a host, as url.URL.Hostname gives it, is this machine: "localhost" (RFC 6761, section 6.3) or a loopback address
// without a zone. Nothing is looked up.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Zone() == "" && addr.Unmap().IsLoopback()
}
