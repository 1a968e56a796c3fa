//go:build windows || darwin

package network

import (
	"net/http"
	"net/url"

	"github.com/mattn/go-ieproxy"
)

// systemProxy reads the system's configuration anew and runs its script, if there is one. Where the environment names a proxy, the library takes
// that one.
func systemProxy(u *url.URL) (*url.URL, error) {
	ieproxy.ReloadConf()
	proxy, err := ieproxy.GetProxyFunc()(&http.Request{URL: u})
	if err != nil || proxy == nil {
		return nil, err
	}
	if proxy.Scheme == "" { // what a script names is a host and a port
		proxy = &url.URL{Scheme: "http", User: proxy.User, Host: proxy.Host}
	}
	return proxy, nil
}
