// Package network is the one way from this computer to Gong: which proxy, which authorities, and what became of the last request.
//
//	n, err := network.Open(database, network.Options{})
//	client, err := gong.New(base, credential, gong.Options{Transport: n})
//	...
//	err = n.Set(network.Settings{Proxy: network.Manual, ProxyURL: "http://proxy.example:3128"})
//
// A Network is an http.RoundTripper, and whoever speaks to Gong speaks through it: a changed setting holds from the next request on, also for
// clients that were made before.
//
// # Proxies
//
// System asks the operating system first: the desktop's portal on Linux, the registry or the system's configuration with its scripts on Windows
// and macOS. When it names no proxy, fails or takes longer than two seconds, the environment decides (HTTP_PROXY, HTTPS_PROXY, NO_PROXY): so a
// failure never switches the environment's proxy off. An answer holds for a minute. Manual takes the one address that the settings name, None
// takes no proxy. This machine is never reached through one.
//
// A password is a secret, and settings are kept in plain text, so an address with a user's name or password is refused. Those that the system
// or the environment names are used, not kept.
//
// # Authorities
//
// A file of certificates in PEM is believed in addition to the platform's authorities, never in place of them; certificates are always verified.
// A file that cannot be used refuses the whole setting. When it has become unusable since, the platform's authorities hold alone and Problem
// says why.
//
// # Errors
//
// RoundTrip's failures are those of gong.Hindered: a core.Error without Op, whose cause is a core.Obstacle. Nothing is repeated here and nothing
// is asked unless somebody wants to know it: Offline and ClockOff tell what the requests of others have shown.
package network
