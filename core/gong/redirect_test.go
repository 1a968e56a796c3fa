package gong_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

func TestRedirects(t *testing.T) {
	const general, tenant = "https://api.gong.io", "https://us-1.api.gong.io"
	cases := []struct {
		name, base, location string
		adopts               string // "" for none
		kind                 core.Kind
	}{
		{"to the account's own host", general, tenant + "/v2/workspaces?x=1", tenant, 0},
		{"to nobody else", general, "https://evil.example/v2/workspaces", "", core.Foreign},
		{"to no look-alike", general, "https://api.gong.io.evil.example/", "", core.Foreign},
		{"to no name before the host", general, "https://us-1.api.gong.io@evil.example/", "", core.Foreign},
		{"not without TLS", general, "http://us-1.api.gong.io/", "", core.Foreign},
		{"not to this machine", general, "http://127.0.0.1:80/", "", core.Foreign},
		{"not from this machine to Gong", "http://127.0.0.1:7", tenant, "", core.Foreign},
		{"from this machine to itself", "http://127.0.0.1:7", "http://localhost:8/", "http://localhost:8", 0},
		{"not in a circle", general, "/login", "", core.Broken},
		{"not to nowhere", general, "", "", core.Broken},
		{"not to nonsense", general, "https://[::bad", "", core.Broken},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			network := &stub{answer: func(n int, r *http.Request) (*http.Response, error) {
				if n == 0 {
					return with(says(http.StatusPermanentRedirect, ""), "Location", c.location), nil
				}
				return says(200, `{"callTranscripts":[]}`), nil
			}}
			var heard []string
			client, err := gong.New(mustBase(t, c.base), key, gong.Options{Transport: network, Clock: &skippingClock{}, OnBase: func(b gong.BaseURL) { heard = append(heard, b.String()) }})
			if err != nil {
				t.Fatal(err)
			}
			_, err = read(client.Transcripts(t.Context(), gong.TranscriptsFilter{}))
			sent := network.requests()
			if c.adopts == "" {
				if !core.Is(err, c.kind) || len(sent) != 1 || len(heard) != 0 || client.Base().String() != c.base {
					t.Errorf("got %v after %d requests, heard %v, base %s", err, len(sent), heard, client.Base())
				}
				if strings.Contains(err.Error(), "evil") {
					t.Errorf("the error repeats an address from outside: %v", err)
				}
				return
			}
			if err != nil || len(sent) != 2 || !slices.Equal(heard, []string{c.adopts}) || client.Base().String() != c.adopts {
				t.Fatalf("got %v after %d requests, heard %v, base %s", err, len(sent), heard, client.Base())
			}
			if again := sent[1]; again.method != "POST" || again.url != c.adopts+"/v2/calls/transcript" || again.body != sent[0].body || again.header.Get("Authorization") == "" {
				t.Errorf("the repetition was %+v", again)
			}
		})
	}
}

func TestRedirectsAreFollowedOnce(t *testing.T) {
	network := &stub{answer: func(n int, r *http.Request) (*http.Response, error) {
		next := map[string]string{"a.api.gong.io": "https://b.api.gong.io", "b.api.gong.io": "https://a.api.gong.io"}[r.URL.Host]
		return with(says(302, ""), "Location", next), nil
	}}
	client, err := gong.New(mustBase(t, "https://a.api.gong.io"), key, gong.Options{Transport: network, Clock: &skippingClock{}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Workspaces(t.Context()); !core.Is(err, core.Broken) || len(network.requests()) != 2 {
		t.Errorf("got %v after %d requests", err, len(network.requests()))
	}
}
