package main_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type networkLine struct {
	Proxy, ProxyURL, Via, CAFile, Problem string
	ClockOffSeconds                       int
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.StartTLS()
	defer server.Close()
	ca := filepath.Join(d.home, "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, text, 0o600); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		args []string
		want networkLine
	}{
		{nil, networkLine{Proxy: "system"}},
		{[]string{"--proxy", "proxy.example:3128"}, networkLine{Proxy: "manual", ProxyURL: "http://proxy.example:3128", Via: "http://proxy.example:3128"}},
		{[]string{"--ca-file", ca}, networkLine{Proxy: "manual", ProxyURL: "http://proxy.example:3128", Via: "http://proxy.example:3128", CAFile: ca}},
		{[]string{"--proxy", "none"}, networkLine{Proxy: "none", CAFile: ca}},
		{[]string{"--ca-file=none", "--proxy=system"}, networkLine{Proxy: "system"}},
	}
	for _, step := range steps {
		if step.args != nil {
			if got := read[networkLine](t, d.must(0, append([]string{"--json", "network", "set"}, step.args...)...)); got != step.want {
				t.Errorf("%q: got %+v, want %+v", step.args, got, step.want)
			}
		}
		if got := read[networkLine](t, d.must(0, "network", "--json")); got != step.want { // by another process
			t.Errorf("after %q: got %+v, want %+v", step.args, got, step.want)
		}
	}
	for says, args := range map[string][]string{
		"needs --proxy or --ca-file":   {"network", "set"},
		"they would be kept readable":  {"network", "set", "--proxy", "http://jane:canary-proxy@proxy.example:3128"},
		"The CA file is not there.":    {"network", "set", "--ca-file", ca + ".gone"},
		"--proxy is not a flag of net": {"network", "--proxy", "none"},
	} {
		s := d.do(args...)
		if s.code == 0 || !strings.Contains(s.err, says) || strings.Contains(s.err, "canary") {
			t.Errorf("%q: code %d: %s", args, s.code, s.err)
		}
	}
	if got := read[networkLine](t, d.must(0, "network", "--json")); got != steps[0].want {
		t.Errorf("a refusal left %+v", got)
	}
}

// The program that is started from a terminal goes by the terminal's environment.
func TestNetworkFollowsTheEnvironment(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	c := d.command(t.Context(), "network")
	c.Env = append(c.Env, "HTTPS_PROXY=http://jane:canary-proxy@environment.example:8080")
	if s := d.finish(c); s.code != 0 || !strings.Contains(s.out, "through http://environment.example:8080;") {
		t.Errorf("code %d: %s%s", s.code, s.out, s.err)
	}
}

func TestDoctorTellsTheNetwork(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 10})
	ca := filepath.Join(d.home, "ca.pem")
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(0, "network", "set", "--proxy", "http://proxy.example:3128", "--ca-file", ca)
	if s := d.must(0, "doctor"); !strings.Contains(s.out, "Network: proxy manual, Gong is reached through http://proxy.example:3128; CA file "+ca) {
		t.Errorf("%s", s.out) // and the simulated account, on this machine, is reached past the proxy
	}
	if err := os.Remove(ca); err != nil {
		t.Fatal(err)
	}
	if s := d.must(1, "doctor"); !strings.Contains(s.out, "problem: the CA file is not there") || !strings.Contains(s.err, "not fully in effect") {
		t.Errorf("%s%s", s.out, s.err)
	}
	d.sim.Fail(gongsim.Fault{Kind: gongsim.Portal})
	if s := d.must(1, "doctor"); !strings.Contains(s.out, "sign in to the network") {
		t.Errorf("%s", s.out)
	}
}

// What to do is said in the program's own commands.
func TestAnObstacleNamesTheCommand(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	d.must(0, "network", "set", "--proxy", d.url)
	unlimited := d.command(t.Context(), "connect", "--access-key", "key")
	unlimited.Args = slices.DeleteFunc(unlimited.Args, func(a string) bool { return a == "--rate" || a == "0" }) // Gong's own address has one
	if s := d.finish(unlimited); s.code != 1 || !strings.Contains(s.err, "tamtamctl network set") || strings.Contains(s.err, "Settings, Network") {
		t.Errorf("code %d: %s", s.code, s.err)
	}
}
