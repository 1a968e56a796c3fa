package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tamtam/core/gong/gongsim"
)

const clientSecret = "canary-clientsecret-19f3"

// integration registers an integration whose redirect address is a port that is free just now.
func (d *desk) integration(scopes ...string) (redirect string) {
	d.t.Helper()
	l, err := (&net.ListenConfig{}).Listen(d.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		d.t.Fatal(err)
	}
	defer l.Close()
	redirect = "http://127.0.0.1:" + strconv.Itoa(l.Addr().(*net.TCPAddr).Port) + "/callback"
	d.sim.AddApp(gongsim.App{ClientID: "client", Secret: clientSecret, Redirects: []string{redirect}, Scopes: scopes})
	d.sim.AutoConsent(true)
	return redirect
}

// login is a run of connect --oauth that waits for its answer.
type login struct {
	t        testing.TB
	command  *exec.Cmd
	link     string
	lines    *bufio.Reader // the stream that the address came from
	out, err bytes.Buffer  // what the streams have brought
}

// logIn starts a login whose secret is in the environment, and reads the address to open.
func (d *desk) logIn(redirect string, flags ...string) *login {
	d.t.Helper()
	l := d.newLogin(redirect, flags...)
	l.command.Env = append(l.command.Env, "TAMTAM_CLIENT_SECRET="+clientSecret)
	l.start(slices.Contains(flags, "--json"))
	return l
}

func (d *desk) newLogin(redirect string, flags ...string) *login {
	args := append([]string{"connect", "--oauth", "--client-id", "client", "--base-url", d.url, "--redirect", redirect}, flags...)
	return &login{t: d.t, command: d.command(d.t.Context(), args...)}
}

func (l *login) start(json bool) {
	l.t.Helper()
	var pipe io.ReadCloser
	var err error
	if json {
		l.command.Stdout = &l.out
		pipe, err = l.command.StderrPipe()
	} else {
		l.command.Stderr = &l.err
		pipe, err = l.command.StdoutPipe()
	}
	if err := errors.Join(err, l.command.Start()); err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = l.command.Process.Kill() }) // when the test has failed before its end
	l.lines = bufio.NewReader(pipe)
	for !strings.HasPrefix(l.link, "http") {
		if l.link, err = l.lines.ReadString('\n'); err != nil {
			l.t.Fatalf("no address: %v, %s", err, l.err.String())
		}
		l.link = strings.TrimSpace(l.link)
	}
}

// end waits for the run's end and returns its exit code and all that it wrote.
func (l *login) end() (code int, all string) {
	l.t.Helper()
	rest, err := io.ReadAll(l.lines)
	if err != nil {
		l.t.Fatal(err)
	}
	_ = l.command.Wait() // the exit code tells
	return l.command.ProcessState.ExitCode(), l.link + string(rest) + l.out.String() + l.err.String()
}

// browse opens an address as a browser does, and returns where it ends.
func browse(t testing.TB, address string) *url.URL {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.Request.URL
}

// sentBack is the address that Gong sends the browser to, for a browser that does not get there.
func sentBack(t testing.TB, address string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	resp, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.Header.Get("Location")
}

func TestConnectThroughTheBrowser(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	redirect := d.integration()
	l := d.logIn(redirect, "--no-browser")
	address, err := url.Parse(l.link)
	if err != nil {
		t.Fatal(err)
	}
	q := address.Query()
	if !strings.HasPrefix(l.link, d.url+gongsim.AuthorizePath+"?") || q.Get("redirect_uri") != redirect || q.Get("client_id") != "client" ||
		q.Get("response_type") != "code" || len(q.Get("state")) < 32 || q.Get("code_challenge_method") != "S256" {
		t.Errorf("the address is %s", l.link)
	}
	if page := browse(t, l.link); page.Path != "/done" {
		t.Errorf("the browser ends at %s", page)
	}
	code, all := l.end()
	if code != 0 || !strings.Contains(all, "Saved") || !strings.Contains(all, "Transcripts") {
		t.Fatalf("exit %d: %s", code, all)
	}
	d.must(0, "dataset", "create", "All", "--period", "all", "--limit", "0")
	d.sim.ExpireTokens()
	d.must(0, "import", "All") // renews on the way
	if got := d.sim.TokenRequests()[gongsim.TokenRequest{Grant: "refresh_token", Outcome: gongsim.Granted}]; got != 1 {
		t.Errorf("renewed %d times", got)
	}
	d.clean(t, all, clientSecret, passphrase)
}

// Programs that want the same ended token renewed at once take turns at the database, and the first one's renewal serves all.
func TestOneRenewalAmongPrograms(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	l := d.logIn(d.integration(), "--no-browser")
	browse(t, l.link)
	if code, all := l.end(); code != 0 {
		t.Fatalf("exit %d: %s", code, all)
	}
	d.sim.ExpireTokens()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if s := d.do("doctor", "--wait"); s.code != 0 {
				t.Errorf("exit %d: %s%s", s.code, s.out, s.err)
			}
		})
	}
	all.Wait()
	want := map[gongsim.TokenRequest]int{
		{Grant: "authorization_code", Outcome: gongsim.Granted}: 1,
		{Grant: "refresh_token", Outcome: gongsim.Granted}:      1,
	}
	if got := d.sim.TokenRequests(); !maps.Equal(got, want) {
		t.Errorf("token requests %v", got)
	}
}

// clean demands that no secret is in what was written, nor in any file of the home.
func (d *desk) clean(t *testing.T, written string, secrets ...string) {
	t.Helper()
	for _, s := range secrets {
		if strings.Contains(written, s) {
			t.Errorf("shows %q", s)
		}
	}
	err := filepath.WalkDir(d.home, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		bytesOf, err := os.ReadFile(path)
		for _, s := range secrets {
			if bytes.Contains(bytesOf, []byte(s)) {
				t.Errorf("%s holds %q", path, s)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConnectThroughTheBrowserAsJSON(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	l := d.logIn(d.integration("api:users:read", "api:workspaces:read"), "--no-browser", "--json")
	browse(t, l.link)
	code, all := l.end()
	var answer struct {
		Saved  bool
		Scopes []string
		Types  []struct {
			Type    string
			Granted bool
			Scope   string
		}
	}
	if err := json.Unmarshal(l.out.Bytes(), &answer); err != nil || code != 0 {
		t.Fatalf("exit %d, %v: %s", code, err, all)
	}
	granted := 0
	for _, line := range answer.Types {
		if line.Granted {
			granted++
		}
	}
	if !answer.Saved || granted != 1 || !slices.Equal(slices.Sorted(slices.Values(answer.Scopes)), []string{"api:users:read", "api:workspaces:read"}) {
		t.Errorf("%+v", answer)
	}
}

// The secret is the first line of standard input, the address that the browser was sent to a later one.
func TestThePastedAddress(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	redirect := d.integration()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", strings.TrimSuffix(strings.TrimPrefix(redirect, "http://"), "/callback"))
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	l := d.newLogin(redirect, "--no-browser")
	first, typed := io.Pipe()
	defer typed.Close()
	l.command.Stdin = first
	go func() { io.WriteString(typed, clientSecret+"\n") }() // read before an address is shown
	l.start(false)
	back := sentBack(t, l.link)
	for _, line := range []string{"not an address\n", strings.Replace(back, "state=", "state=x", 1) + "\n", back + "\n"} {
		if _, err := io.WriteString(typed, line); err != nil {
			t.Fatal(err)
		}
	}
	typed.Close()
	code, all := l.end()
	if code != 0 || !strings.Contains(all, "another program uses the port") || strings.Count(all, "This does not fit") != 2 {
		t.Errorf("exit %d: %s", code, all)
	}
}

func TestDeclined(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	redirect := d.integration()
	l := d.logIn(redirect, "--no-browser")
	address, err := url.Parse(l.link)
	if err != nil {
		t.Fatal(err)
	}
	browse(t, redirect+"?code=abc&state=wrong") // a stray hit changes nothing
	browse(t, redirect+"?"+url.Values{"error": {"access_denied"}, "state": {address.Query().Get("state")}}.Encode())
	code, all := l.end()
	if code != 1 || !strings.Contains(all, "The access was not allowed in Gong.") {
		t.Errorf("exit %d: %s", code, all)
	}
}

func TestLoginUsage(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 30})
	tests := map[string][]string{
		"needs --client-id ID": {"connect", "--oauth"},
		"TAMTAM_CLIENT_SECRET": {"connect", "--oauth", "--client-id", "client"},
		"takes no value":       {"connect", "--oauth=yes"},
	}
	for want, args := range tests {
		if s := d.do(args...); s.code != 2 || !strings.Contains(s.err, want) {
			t.Errorf("%v: exit %d, %s", args, s.code, s.err)
		}
	}
	wrong := d.command(t.Context(), "connect", "--oauth", "--client-id", "client", "--redirect", "http://example.com/")
	wrong.Env = append(wrong.Env, "TAMTAM_CLIENT_SECRET=x")
	if s := d.finish(wrong); s.code != 1 || !strings.Contains(s.err, "must begin with https") {
		t.Errorf("exit %d, %s", s.code, s.err)
	}
}
