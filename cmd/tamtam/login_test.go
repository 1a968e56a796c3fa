//go:build xvfb && linux

package main_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

const (
	clientID     = "e2e-client"
	clientSecret = "canary-clientsecret-5e1d"
)

// secrets stands before an account and keeps every secret that passes.
type secrets struct {
	account http.Handler

	mu   sync.Mutex
	seen map[string]string // what it is -> the secret
}

func (s *secrets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.keep("state", r.URL.Query().Get("state"))
	answer := httptest.NewRecorder()
	s.account.ServeHTTP(answer, r)
	if back, err := url.Parse(answer.Header().Get("Location")); err == nil {
		s.keep("code", back.Query().Get("code"))
	}
	if r.URL.Path == gongsim.TokenPath {
		var tokens struct {
			Access  string `json:"access_token"`
			Refresh string `json:"refresh_token"`
		}
		_ = json.Unmarshal(answer.Body.Bytes(), &tokens) // a refusal has none
		s.keep("access token", tokens.Access)
		s.keep("refresh token", tokens.Refresh)
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()) // who asked may have left
}

func (s *secrets) keep(what, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if secret != "" {
		s.seen[secret] = what
	}
}

// in names the secrets that a text holds.
func (s *secrets) in(text []byte) (found []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for secret, what := range s.seen {
		if bytes.Contains(text, []byte(secret)) {
			found = append(found, what)
		}
	}
	return found
}

// opener stands in for the system's way to open a browser and tells which address it was given.
func opener(t *testing.T) func() string {
	t.Helper()
	folder := t.TempDir()
	told := filepath.Join(folder, "told")
	if err := syscall.Mkfifo(told, 0o600); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nprintf '%s\\n' \"$*\" >'" + told + "'\n"
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil { //nolint:gosec // G306: it is a program
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":"+os.Getenv("PATH"))
	return func() string {
		t.Helper()
		opened := make(chan string, 1)
		go func() {
			text, _ := os.ReadFile(told) // waits until the address is written
			opened <- strings.TrimSpace(string(text))
		}()
		select {
		case address := <-opened:
			return address
		case <-time.After(patience):
			t.Fatal("no browser was opened")
			return ""
		}
	}
}

// logIn fills the dialog's second tab and presses its button.
func (w *window) logIn(base, redirect string) {
	w.t.Helper()
	w.to("API key")
	w.key("Right")
	w.fill("Client ID", clientID)
	w.fill("Client secret", clientSecret)
	if redirect != "" {
		w.fill("Redirect address", redirect)
	}
	w.press("Advanced")
	w.fill("API base URL", base)
	w.press("Connect with Gong")
}

// TestWindowLogin connects through a real browser: a person allows the access on the account's own page, after somebody else has knocked. It
// then looks for secrets in everything that is left.
func TestWindowLogin(t *testing.T) {
	folder := os.Getenv("TAMTAM_TOUR")
	if folder == "" {
		folder = t.TempDir()
	}
	sim := gongsim.New(gongsim.Options{Seed: 2032, Calls: 60, Now: time.Now().UTC().Truncate(time.Second)})
	sim.AddApp(gongsim.App{ClientID: clientID, Secret: clientSecret, Name: "Tamtam of Acme"})
	known := &secrets{account: sim, seen: map[string]string{clientSecret: "client secret", passphrase: "passphrase"}}
	account, tenant := httptest.NewServer(known), httptest.NewServer(known)
	t.Cleanup(account.Close)
	t.Cleanup(tenant.Close)
	sim.SetTenant(tenant.URL)

	opened, b := opener(t), newBrowser(t)
	home := t.TempDir()
	w := newScreen(t).open(home)
	w.click(360, 543)
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.logIn(account.URL, "")
	local := opened()
	w.shot(filepath.Join(folder, "login-waiting.png"))
	at, err := url.Parse(local)
	if err != nil || at.Hostname() != "127.0.0.1" || strings.Contains(local, clientID) {
		t.Fatalf("the browser was given %q", local)
	}
	noCommandLine(t, known)

	callback := at.Scheme + "://" + at.Host + "/callback"
	b.open(callback + "?code=made-up&state=wrong")
	b.at("state=wrong", "nothing here")
	b.open(local)
	b.at(account.URL+gongsim.AuthorizePath, "Tamtam of Acme")
	b.shot(filepath.Join(folder, "login-consent.png"))
	b.click("#allow")
	b.at(at.Host+"/done", "You can close this tab")
	b.shot(filepath.Join(folder, "login-done.png"))
	w.until("a connection", func(f facts) bool { return f.Connection == "oauth" && !f.Dialog })
	noCommandLine(t, known)

	// A token that has ended is renewed on the way; the account answers at its own address.
	sim.ExpireTokens()
	w.key("ctrl+comma")
	w.until("the settings", func(f facts) bool { return strings.HasPrefix(f.Route, "settings") })
	w.shot(filepath.Join(folder, "login-settings.png"))
	w.press("Test again")
	renewed := gongsim.TokenRequest{Grant: "refresh_token", Outcome: gongsim.Granted}
	w.until("a renewal", func(facts) bool { return sim.TokenRequests()[renewed] == 1 })
	w.still()

	// A crash tells where the program was, and no secret.
	if err := w.process.Process.Signal(syscall.SIGABRT); err != nil {
		t.Fatal(err)
	}
	<-w.ended
	if !strings.Contains(w.errors.String(), "SIGABRT") {
		t.Error("the crash was not told")
	}
	if found := known.in(w.errors.Bytes()); len(found) > 0 {
		t.Errorf("standard error shows %v", found)
	}
	noFile(t, home, known)
}

// noCommandLine looks at all processes of the machine as any of its users can.
func noCommandLine(t *testing.T, known *secrets) {
	t.Helper()
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(lines) == 0 {
		t.Fatalf("no process is there: %v", err)
	}
	for _, path := range lines {
		line, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		if found := known.in(line); len(found) > 0 {
			t.Errorf("a command line shows %v", found)
		}
	}
}

// noFile looks into all files of the program: its database, its log, what it left of a crash.
func noFile(t *testing.T, home string, known *secrets) {
	t.Helper()
	names := ""
	err := filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if found := known.in(content); len(found) > 0 {
			t.Errorf("%s holds %v", path, found)
		}
		if len(content) > 0 {
			names += entry.Name() + " "
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tamtam.db", "crash", ".log"} {
		if !strings.Contains(names, name) {
			t.Errorf("there is no %s: the search is in vain; there are %s", name, names)
		}
	}
}
