package network_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/network"
)

const gongHost = "api.gong.io"

func year(t time.Time) (from, until time.Time) { return t.AddDate(0, -6, 0), t.AddDate(0, 6, 0) }

// world is Gong's host behind a certificate that only a file makes believed.
type world struct {
	ca     *authority
	caFile string
	gong   net.Addr
}

func newWorld(t *testing.T, h http.HandlerFunc) world {
	t.Helper()
	from, until := year(now)
	ca := newAuthority(t, "Acme Inspection", from, until)
	server := secure(t, ca.forHost(gongHost, from, until), h)
	return world{ca, file(t, "", ca.certificate), server.Listener.Addr()}
}

func TestAProxyIsUsedAsTheSettingsSay(t *testing.T) {
	w := newWorld(t, workspaces(now))
	p := newProxy(t, w.gong, nil)
	c := &clock{at: now}
	n := open(t, &memory{}, network.Options{Clock: c, Dial: func(ctx context.Context, _, address string) (net.Conn, error) {
		if strings.HasPrefix(address, gongHost) {
			address = w.gong.String()
		}
		return new(net.Dialer).DialContext(ctx, "tcp", address)
	}})
	reader := client(t, n, c) // made before any setting: what changes must reach it
	for _, step := range []struct {
		settings network.Settings
		connects int // in all
	}{
		{network.Settings{CAFile: w.caFile}, 0},
		{network.Settings{CAFile: w.caFile, Proxy: network.Manual, ProxyURL: p.URL}, 1},
		{network.Settings{CAFile: w.caFile, Proxy: network.None, ProxyURL: p.URL}, 1},
		{network.Settings{CAFile: w.caFile, Proxy: network.Manual, ProxyURL: p.URL}, 2}, // anew: the connection of the time before was closed
	} {
		if err := n.Set(step.settings); err != nil {
			t.Fatal(err)
		}
		if all, err := reader.Workspaces(t.Context()); err != nil || len(all) != 2 {
			t.Errorf("%+v: %d workspaces, %v", step.settings, len(all), err)
		}
		if got := p.requests(); len(got) != step.connects || step.connects > 0 && got[0] != "CONNECT "+gongHost+":443" {
			t.Errorf("%+v: the proxy was asked %q", step.settings, got)
		}
	}
}

func TestSettingsAreKept(t *testing.T) {
	w := newWorld(t, workspaces(now))
	kept := &memory{}
	want := network.Settings{Proxy: network.Manual, ProxyURL: "http://proxy.example:3128", CAFile: w.caFile}
	if err := open(t, kept, network.Options{}).Set(network.Settings{Proxy: "manual", ProxyURL: " proxy.example:3128/ ", CAFile: w.caFile}); err != nil {
		t.Fatal(err)
	}
	again := open(t, kept, network.Options{})
	if again.Settings() != want || again.Problem() != nil {
		t.Errorf("%+v, %v", again.Settings(), again.Problem())
	}
	via, err := again.Via(t.Context(), production)
	if via != "http://proxy.example:3128" || err != nil {
		t.Errorf("via %q, %v", via, err)
	}
}

func TestWhatCannotBeUsedChangesNothing(t *testing.T) {
	kept := &memory{}
	n := open(t, kept, network.Options{})
	before := network.Settings{Proxy: network.Manual, ProxyURL: "http://proxy.example:3128"}
	if err := n.Set(before); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]network.Settings{
		"a missing file":  {Proxy: network.None, CAFile: file(t, "") + ".gone"},
		"an empty file":   {Proxy: network.None, CAFile: file(t, "")},
		"half a path":     {Proxy: network.None, CAFile: "ca.pem"},
		"a wrong address": {Proxy: network.Manual, ProxyURL: "ftp://proxy.example"},
		"a wrong word":    {Proxy: "automatic"},
	} {
		if err := n.Set(s); !core.Is(err, core.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	kept.fault = core.E(core.Full, "keep a setting", nil)
	if err := n.Set(network.Settings{Proxy: network.None}); !core.Is(err, core.Full) {
		t.Errorf("a full disk: %v", err)
	}
	if n.Settings() != before {
		t.Errorf("it is now %+v", n.Settings())
	}
}

// A file that is gone since must neither keep the program from starting nor be believed in silence.
func TestAFileThatIsGoneIsSaid(t *testing.T) {
	kept := &memory{values: map[string][]byte{"network": []byte(`{"caFile":"/nowhere/ca.pem"}`)}}
	n := open(t, kept, network.Options{})
	if err := n.Problem(); !core.Is(err, core.Invalid) || !strings.Contains(err.Error(), "not there") {
		t.Errorf("problem %v", err)
	}
}

func TestSystemAndEnvironment(t *testing.T) {
	address := func(text string) *url.URL {
		return &url.URL{Scheme: "http", User: url.UserPassword("jane", "canary"), Host: text}
	}
	system := func(u *url.URL, err error) network.Query { return func(*url.URL) (*url.URL, error) { return u, err } }
	cases := map[string]struct {
		system      network.Query
		environment *url.URL
		settings    network.Settings
		want        string
	}{
		"the system's":                         {system(address("system:1"), nil), address("environment:1"), network.Settings{}, "http://system:1"},
		"the environment's when there is none": {system(nil, nil), address("environment:1"), network.Settings{}, "http://environment:1"},
		"the environment's when it fails":      {system(nil, errors.New("no portal")), address("environment:1"), network.Settings{}, "http://environment:1"},
		"the environment's when it is strange": {system(&url.URL{Scheme: "rtsp", Host: "x:1"}, nil), address("environment:1"), network.Settings{}, "http://environment:1"},
		"neither":                              {system(nil, nil), nil, network.Settings{}, ""},
		"none although there are some":         {system(address("system:1"), nil), address("environment:1"), network.Settings{Proxy: network.None}, ""},
		"the person's own": {
			system(address("system:1"), nil), address("environment:1"), network.Settings{Proxy: network.Manual, ProxyURL: "socks5://own"}, "socks5://own:1080",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			n := open(t, &memory{}, network.Options{System: c.system, Environment: func(*http.Request) (*url.URL, error) { return c.environment, nil }})
			if err := n.Set(c.settings); err != nil {
				t.Fatal(err)
			}
			if got, err := n.Via(t.Context(), production); got != c.want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
			loopback, err := gong.ParseBaseURL("http://127.0.0.1:7777")
			if err != nil {
				t.Fatal(err)
			}
			if got, err := n.Via(t.Context(), loopback); got != "" || err != nil {
				t.Errorf("this machine through %q, %v", got, err)
			}
		})
	}
}

// A desktop that does not answer costs two seconds a minute, not two seconds a request, and never the environment's proxy.
func TestASystemThatDoesNotAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		var asked atomic.Int32
		n := open(t, &memory{}, network.Options{
			Clock: core.SystemClock{},
			System: func(*url.URL) (*url.URL, error) {
				if asked.Add(1) == 1 {
					<-release
				}
				return &url.URL{Scheme: "http", Host: "system:1"}, nil
			},
			Environment: func(*http.Request) (*url.URL, error) { return &url.URL{Scheme: "http", Host: "environment:1"}, nil },
		})
		via := func(want string, longest time.Duration) {
			t.Helper()
			start := time.Now()
			if got, err := n.Via(t.Context(), production); got != want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
			if took := time.Since(start); took != longest {
				t.Errorf("it took %v, want %v", took, longest)
			}
		}
		via("http://environment:1", 2*time.Second)
		via("http://environment:1", 0)
		time.Sleep(time.Minute)
		via("http://environment:1", 2*time.Second)
		if n := asked.Load(); n != 1 {
			t.Errorf("%d queries at a time", n)
		}
		close(release)
		synctest.Wait()
		via("http://system:1", 0)
		time.Sleep(time.Minute)
		via("http://system:1", 0)
		if n := asked.Load(); n != 2 {
			t.Errorf("asked %d times, want once more after a minute", n)
		}
	})
}

func TestParseProxy(t *testing.T) {
	for text, want := range map[string]string{
		"http://proxy.example:3128":     "http://proxy.example:3128",
		"proxy.example:3128":            "http://proxy.example:3128",
		" HTTPS://proxy.example/ ":      "https://proxy.example:443",
		"socks5://10.0.0.1":             "socks5://10.0.0.1:1080",
		"http://[fd00::1]":              "http://[fd00::1]:80",
		"":                              "enter the proxy's address",
		"http://":                       "not an address",
		"http://a b":                    "not an address",
		"ftp://proxy.example":           `not by "ftp"`,
		"http://proxy.example:99999":    "the port is a number",
		"http://proxy.example:0":        "the port is a number",
		"http://jane:canary@proxy:3128": "they would be kept readable",
		"jane:canary@proxy:3128":        "they would be kept readable",
		"http://proxy/wpad.dat":         "script (PAC)",
		"http://proxy?x=1":              "only scheme, host and port",
	} {
		u, err := network.ParseProxy(text)
		switch {
		case err == nil && u.String() != want:
			t.Errorf("%q: got %v, want %q", text, u, want)
		case err != nil && (!core.Is(err, core.Invalid) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "canary")):
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func TestAuthorities(t *testing.T) {
	from, until := year(now)
	good := newAuthority(t, "Good", from, until)
	old := newAuthority(t, "Old", now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0))
	young := newAuthority(t, "Young", now.AddDate(1, 0, 0), now.AddDate(2, 0, 0))
	const secretKey = "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----\n"
	for name, c := range map[string]struct{ path, want string }{
		"one":                   {file(t, "", good.certificate), ""},
		"with words before it":  {file(t, "Acme's certificate:\n", good.certificate), ""},
		"beside an expired one": {file(t, "", old.certificate, good.certificate), ""},
		"missing":               {file(t, "") + ".gone", "not there"},
		"a folder":              {t.TempDir(), "not a file of certificates"},
		"empty":                 {file(t, ""), "is empty"},
		"text":                  {file(t, "hello"), "not PEM"},
		"binary":                {file(t, string(good.certificate.Raw)), "binary form (DER)"},
		"a key":                 {file(t, secretKey), "holds no certificate"},
		"a damaged certificate": {file(t, strings.ReplaceAll(secretKey, "PRIVATE KEY", "CERTIFICATE")), "damaged"},
		"expired":               {file(t, "", old.certificate), "has expired on 2025-04-09"},
		"not valid yet":         {file(t, "", young.certificate), "valid only from 2027-04-09"},
		"too large":             {file(t, strings.Repeat("x", 1<<20+1)), "larger than 1 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := network.Authorities(c.path, now)
			if c.want == "" && err != nil || c.want != "" && (!core.Is(err, core.Invalid) || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), c.path) {
				t.Errorf("the path is in %v", err)
			}
		})
	}
}

// The platform's authorities must stay: a pool of the file's alone would lock out Gong itself.
func TestAuthoritiesAreAdded(t *testing.T) {
	from, until := year(now)
	added := newAuthority(t, "Added", from, until).certificate
	pool, err := network.Authorities(file(t, "", added), now)
	if err != nil {
		t.Fatal(err)
	}
	want, err := x509.SystemCertPool()
	if err != nil {
		t.Fatal(err)
	}
	if pool.Equal(want) {
		t.Error("nothing was added")
	}
	if want.AddCert(added); !pool.Equal(want) {
		t.Error("it is not the platform's authorities and the file's")
	}
}
