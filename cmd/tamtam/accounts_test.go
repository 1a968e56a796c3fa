//go:build xvfb && linux

package main_test

import (
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// freePort is a port of this computer that nothing listened at a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// at waits for a page.
func (w *window) at(route string) {
	w.t.Helper()
	w.until(route, func(f facts) bool { return f.Route == route && !f.Dialog })
}

// enterKey fills the dialog's first tab and saves.
func (w *window) enterKey(key, secret, base string) {
	w.t.Helper()
	w.fill("Access Key", key)
	w.fill("Access Key Secret", secret)
	w.press("Advanced")
	w.fill("API base URL", base)
	w.press("Save Credentials")
}

// TestWindowAccounts lives with two accounts: the second is connected through the browser over https, the key of the first is revoked and
// replaced from the dataset's page, a restart wants the passphrase, and what is disconnected is offered to be connected on every page.
func TestWindowAccounts(t *testing.T) {
	now := time.Now().UTC().Truncate(time.Second)
	acme, globex := gongsim.New(gongsim.Options{Seed: 2032, Calls: 30, Now: now}), gongsim.New(gongsim.Options{Seed: 7, Calls: 30, Now: now})
	redirect := "https://127.0.0.1:" + freePort(t) + "/callback"
	globex.AddApp(gongsim.App{ClientID: clientID, Secret: clientSecret, Name: "Tamtam of Globex", Redirects: []string{redirect}})
	first, second := httptest.NewServer(acme), httptest.NewServer(globex)
	t.Cleanup(first.Close)
	t.Cleanup(second.Close)
	opened, b := opener(t), newBrowser(t)
	display, home := newScreen(t), t.TempDir()
	w := display.open(home)

	w.click(360, 543)
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.enterKey(gongsim.DefaultKey, gongsim.DefaultSecret, first.URL)
	w.at("datasets/new")
	w.fill("Name", "Renewals")
	w.click(290, 490)
	w.press("Add 1 file")
	w.press("Create dataset")
	dataset := w.until("an imported file", func(f facts) bool { return f.Files == 1 && f.Running == 0 }).Route

	// The browser is let past the warning of a certificate that Tamtam has made itself.
	w.key("ctrl+comma")
	w.at("settings")
	w.press("Add another account")
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.logIn(second.URL, redirect)
	w.press("Open the browser")
	b.trustAll()
	b.open(opened())
	b.at(second.URL+gongsim.AuthorizePath, "Tamtam of Globex")
	b.click("#allow")
	b.at(strings.TrimSuffix(redirect, "callback")+"done", "You can close this tab")
	w.at("settings")
	if _, refresh := globex.ActiveTokens(); refresh != 1 {
		t.Errorf("the second account has %d logins", refresh)
	}

	// A key that was revoked is replaced where its failure is told.
	acme.Revoke(gongsim.DefaultKey)
	acme.AddKey("another-key", "canary-another-secret", gongsim.Scopes()...)
	w.key("alt+Left")
	w.at(dataset)
	w.key("F5")
	w.until("the end of the refresh", func(f facts) bool { return f.Running == 0 })
	w.press("Reconnect")
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.enterKey("another-key", "canary-another-secret", first.URL)
	w.at(dataset)
	acme.Add(2)
	before := w.now().Records
	w.key("F5")
	w.until("more records", func(f facts) bool { return f.Running == 0 && f.Records == before+2 })
	w.close()

	// Without the passphrase in its environment the program asks for it: at the start, and again when something needs it.
	display.passphrase = ""
	w = display.open(home)
	w.until("the question", func(f facts) bool { return f.Dialog && f.Focus == "Passphrase" })
	w.press("Later")
	w.at(dataset)
	acme.Add(3)
	before = w.now().Records
	w.key("F5")
	w.until("the question", func(f facts) bool { return f.Dialog && f.Focus == "Passphrase" })
	w.tool("xdotool", "type", "--delay", "15", passphrase)
	w.key("Return")
	w.until("more records", func(f facts) bool { return f.Running == 0 && f.Records == before+3 })

	for range 2 {
		w.key("ctrl+comma")
		w.at("settings")
		w.press("Disconnect")
		w.until("the question", func(f facts) bool { return f.Dialog })
		w.press("Disconnect")
		w.at("settings")
		w.key("alt+Left")
		w.at(dataset)
	}
	w.until("no connection", func(f facts) bool { return f.Connection == "" && f.Files == 1 })
	w.to("Connect Gong")
	w.click(40, 98)
	w.at("datasets")
	w.to("Connect Gong")
	w.key("ctrl+n")
	w.at("datasets/new")
	w.press("Connect")
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.key("Escape")
	w.at("datasets/new")
	w.close()
}
