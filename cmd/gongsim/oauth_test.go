package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const redirect = "http://127.0.0.1:5000/back"

func TestOAuthWithATenantsHost(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	defer end()
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{
			"--calls", "20", "--client-id", "c", "--client-secret", "s", "--redirect", redirect, "--expires-in", "7",
			"--auto-consent", "--tenant", "--strict-hosts", "--scopes", "api:users:read,api:library:read", "--deny", "api:library:read",
		}, in, io.Discard)
	}()
	lines := bufio.NewReader(out)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var authorize, token, id, secret, tenant string
	if _, err := fmt.Sscanf(line, "gongsim oauth authorize=%s token=%s client-id=%s client-secret=%s tenant=%s", &authorize, &token, &id, &secret, &tenant); err != nil {
		t.Fatalf("second line: %q: %v", line, err)
	}
	if id != "c" || secret != "s" || strings.HasPrefix(token, tenant) {
		t.Errorf("second line: %q", line)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	do := func(method, target, body string, sign func(*http.Request)) (*http.Response, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, method, target, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		sign(r)
		w, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		b, err := io.ReadAll(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return w, b
	}
	asked := url.Values{"client_id": {id}, "response_type": {"code"}, "redirect_uri": {redirect}}
	w, _ := do("GET", authorize+"?"+asked.Encode(), "", func(*http.Request) {})
	back, err := url.Parse(w.Header.Get("Location"))
	if err != nil || !strings.HasPrefix(back.String(), redirect+"?code=") {
		t.Fatalf("sent to %q", back)
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {back.Query().Get("code")}, "redirect_uri": {redirect}}
	_, body := do("POST", token, form.Encode(), func(r *http.Request) { r.SetBasicAuth(id, secret) })
	var got struct {
		Access  string `json:"access_token"`
		Expires int    `json:"expires_in"`
		Scope   string `json:"scope"`
		Base    string `json:"api_base_url_for_customer"`
	}
	if err := json.Unmarshal(body, &got); err != nil || got.Expires != 7 || got.Scope != "api:users:read" || got.Base != tenant {
		t.Fatalf("tokens: %s", body)
	}
	bear := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+got.Access) }
	if w, _ := do("GET", tenant+"/v2/users", "", bear); w.StatusCode != http.StatusOK {
		t.Errorf("at the tenant's host: %d", w.StatusCode)
	}
	general := strings.TrimSuffix(token, "/oauth2/generate-customer-token")
	if w, _ := do("GET", general+"/v2/users", "", bear); w.StatusCode != http.StatusTemporaryRedirect || w.Header.Get("Location") != tenant+"/v2/users" {
		t.Errorf("at the general host: %d %q", w.StatusCode, w.Header.Get("Location"))
	}
	end()
	if got := <-code; got != 0 {
		t.Errorf("exit code %d", got)
	}
}
