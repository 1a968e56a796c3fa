package app

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/auth"
	"tamtam/core/gong/gongsim"
)

// visitor is an application whose browser follows the addresses that it is given.
type visitor struct {
	fyne.App
	client *http.Client
	visits chan error
}

func (v visitor) OpenURL(u *url.URL) error {
	go func() {
		resp, err := v.client.Get(u.String())
		if err == nil {
			err = resp.Body.Close()
		}
		v.visits <- err
	}()
	return nil
}

func TestALoginThroughTheBrowserIsKeptAndRemembered(t *testing.T) {
	w := newWorld(t, t.TempDir())
	sim := gongsim.New(gongsim.Options{Seed: 1, Calls: 10})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	free := httptest.NewServer(http.NotFoundHandler())
	free.Close()
	redirect := free.URL + "/callback"
	const id, secret = "tamtam-client", "canary-client-secret"
	sim.AddApp(gongsim.App{ClientID: id, Secret: secret, Redirects: []string{redirect}})
	sim.AutoConsent(true)
	browser := visitor{w.Window.App, server.Client(), make(chan error, 1)}
	w.window.app = browser
	connected := false
	w.connect("", func() { connected = true })
	w.Settle()
	w.Tap("OAuth")
	w.Enter("Client ID", id)
	w.Enter("Client secret", secret)
	w.Enter("Redirect address", redirect)
	w.Tap("Advanced")
	w.Enter("API base URL", server.URL)
	w.Tap("Connect with Gong")
	if !connected {
		t.Fatalf("not connected; shown is %q", w.Texts())
	}
	if err := <-browser.visits; err != nil {
		t.Errorf("the browser saw no last page: %v", err)
	}
	all, err := w.connections.List()
	if err != nil || len(all) != 1 || all[0].Kind != auth.KindOAuth || all[0].OAuth.ClientID != id || all[0].OAuth.Redirect != redirect {
		t.Fatalf("connections %+v, %v", all, err)
	}
	w.connect(all[0].ID, func() {}) // again: the login is first, and what was entered is there
	w.Settle()
	w.MustShow("Reconnect “"+all[0].Name+"”", "Connect with Gong", id, redirect, server.URL, "kept from the last time")
	w.MustNotShow(secret)
}
