package network

import "testing"

// What the systems answer cannot be had from outside without them.

func TestTheSystemsAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		list []string
		want string // "" for a direct connection
		bad  bool
	}{
		"a proxy":               {[]string{"http://proxy:3128", "direct://"}, "http://proxy:3128", false},
		"direct":                {[]string{"direct://"}, "", false},
		"SOCKS as GLib says it": {[]string{"socks://proxy:1080"}, "socks5://proxy:1080", false},
		"with a password":       {[]string{"http://jane:canary@proxy:3128/"}, "http://jane:canary@proxy:3128", false},
		"one that is strange":   {[]string{"socks4a://jane:canary@old:1", "http://proxy:3128"}, "http://proxy:3128", false},
		"only strange ones":     {[]string{"socks4a://jane:canary@old:1"}, "", true},
		"nothing":               {nil, "", true},
	} {
		u, err := firstUsable(c.list)
		got := ""
		if u != nil {
			got = u.String()
		}
		if got != c.want || (err != nil) != c.bad {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}
