package gongsim_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

func TestChanges(t *testing.T) {
	sim := small(gongsim.Options{Calls: 80, CRM: gongsim.Salesforce})
	calls := sim.Calls(noTime, noTime)
	ids := sim.Add(5)
	if got := sim.Calls(noTime, noTime); len(got) != 85 || got[84].ID != ids[4] {
		t.Errorf("after Add: %d calls", len(got))
	}
	linked := calls[0]
	for _, c := range calls {
		if len(c.Links) > 0 && len(c.Links[0].Objects) > 1 {
			linked = c
		}
	}
	sim.Edit(linked.ID)
	edited, _ := sim.Call(linked.ID)
	if edited.Title == linked.Title || edited.Links[0].Objects[1].Fields[3] == linked.Links[0].Objects[1].Fields[3] || !edited.Started.Equal(linked.Started) {
		t.Errorf("after Edit: %+v", edited)
	}
	sim.Delete(calls[7].ID)
	if w := ask(sim, "GET", "/v2/calls/"+calls[7].ID, ""); w.Code != 404 {
		t.Errorf("after Delete: %d", w.Code)
	}
	sim.SetPrivate(calls[8].ID, !calls[8].Private)
	if c, _ := sim.Call(calls[8].ID); c.Private == calls[8].Private {
		t.Error("SetPrivate changed nothing")
	}
}

func TestRewordLeavesTheDealsAlone(t *testing.T) {
	sim := small(gongsim.Options{Calls: 80, CRM: gongsim.Salesforce})
	calls := sim.Calls(noTime, noTime)
	sim.Reword(calls[3].ID)
	for n, c := range sim.Calls(noTime, noTime) {
		if changed := c.Title != calls[n].Title; changed != (n == 3) {
			t.Errorf("call %d: title %q, was %q", n, c.Title, calls[n].Title)
		}
		if !reflect.DeepEqual(c.Links, calls[n].Links) {
			t.Errorf("call %d: its deals have changed", n)
		}
	}
	if sim.Reword("1") {
		t.Error("a call that is not there was reworded")
	}
}

func TestRestoreBringsACallBackAsItWas(t *testing.T) {
	sim := small(gongsim.Options{Calls: 20})
	calls := sim.Calls(noTime, noTime)
	if sim.Restore(calls[7].ID) {
		t.Error("a call that is there was restored")
	}
	sim.Delete(calls[7].ID)
	if !sim.Restore(calls[7].ID) || !reflect.DeepEqual(sim.Calls(noTime, noTime), calls) {
		t.Error("the calls are not what they were")
	}
}

func TestLateTranscriptArrives(t *testing.T) {
	sim := small(gongsim.Options{Calls: 30})
	c := sim.Calls(noTime, noTime)[4]
	sim.HoldTranscript(c.ID, present.Add(48*time.Hour))
	asked := `{"filter":{"callIds":["` + c.ID + `"]}}`
	if w := ask(sim, "POST", "/v2/calls/transcript", asked); w.Code != 404 {
		t.Errorf("before: got %d", w.Code)
	}
	sim.SetNow(present.Add(49 * time.Hour))
	if p := read(t, ask(sim, "POST", "/v2/calls/transcript", asked)); len(p.CallTranscripts) != 1 {
		t.Errorf("after: got %d transcripts", len(p.CallTranscripts))
	}
}

func TestLateTranscriptsOfTheCompanyArrive(t *testing.T) {
	sim := small(gongsim.Options{Calls: 3000, WordsPerMinute: 15})
	count := func() (n int) {
		for _, c := range sim.Calls(noTime, noTime) {
			if sim.HasTranscript(c) {
				n++
			}
		}
		return n
	}
	before := count()
	sim.SetNow(present.AddDate(0, 0, 30))
	if after := count(); after <= before || after >= 3000 {
		t.Errorf("%d transcripts at first, %d a month later", before, after)
	}
}

func TestLimits(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 10, Clock: c, Limits: gongsim.Limits{PerSecond: 3, PerDay: 20}})
	status := func() int { return ask(sim, "GET", "/v2/workspaces", "").Code }
	for i := range 3 {
		if got := status(); got != 200 {
			t.Fatalf("request %d of a burst: %d", i, got)
		}
	}
	w := ask(sim, "GET", "/v2/workspaces", "")
	if w.Code != 429 || w.Header().Get("Retry-After") != "1" {
		t.Errorf("the fourth: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	for i := range 16 {
		c.add(time.Second * 10 / 28) // 2.8 a second
		if got := status(); got != 200 {
			t.Fatalf("steady request %d: %d", i, got)
		}
	}
	c.add(time.Minute)
	if w := ask(sim, "GET", "/v2/workspaces", ""); w.Code != 429 || w.Header().Get("Retry-After") != "43135" {
		t.Errorf("beyond the day: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	c.add(12 * time.Hour)
	if got := status(); got != 200 {
		t.Errorf("the next day: %d", got)
	}
}

func TestKeys(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddKey("narrow", "s", "api:users:read")
	status := func(user, secret, path string) int {
		r := httptest.NewRequest("GET", path, nil)
		if user != "" {
			r.SetBasicAuth(user, secret)
		}
		w := httptest.NewRecorder()
		sim.ServeHTTP(w, r)
		return w.Code
	}
	for _, c := range []struct {
		user, secret, path string
		want               int
	}{
		{"narrow", "s", "/v2/users", 200}, {"narrow", "s", "/v2/workspaces", 401}, {"narrow", "t", "/v2/users", 401}, {"", "", "/v2/users", 401},
	} {
		if got := status(c.user, c.secret, c.path); got != c.want {
			t.Errorf("%s:%s %s: got %d, want %d", c.user, c.secret, c.path, got, c.want)
		}
	}
	sim.Revoke("narrow")
	if got := status("narrow", "s", "/v2/users"); got != 401 {
		t.Errorf("revoked: got %d", got)
	}
}

// faults are all kinds and what a client gets to see.
var faults = []struct {
	fault  gongsim.Fault
	status int
	want   string
	broken bool
}{
	{gongsim.Fault{Kind: gongsim.RateStorm}, 429, "limit exceeded", false},
	{gongsim.Fault{Kind: gongsim.ServerError}, 500, "Internal server error occurred", false},
	{gongsim.Fault{Kind: gongsim.BadGateway}, 502, "<html>", false},
	{gongsim.Fault{Kind: gongsim.Unavailable}, 503, "", false},
	{gongsim.Fault{Kind: gongsim.Portal}, 200, "<!DOCTYPE html>", false},
	{gongsim.Fault{Kind: gongsim.RevokedKey}, 401, "not valid", false},
	{gongsim.Fault{Kind: gongsim.NoScope}, 401, "'api:users:read'", false},
	{gongsim.Fault{Kind: gongsim.Forbidden}, 403, "trusted", false},
	{gongsim.Fault{Kind: gongsim.Redirect, Location: "https://us-1.api.gong.io/"}, 307, "", false},
	{gongsim.Fault{Kind: gongsim.Truncated}, 200, `"users":[`, false},
	{gongsim.Fault{Kind: gongsim.Reset}, 200, "", true},
	{gongsim.Fault{Kind: gongsim.CursorLost}, 200, `"users":[`, false}, // there is no cursor to lose
	{gongsim.Fault{Kind: gongsim.Slow, Delay: time.Hour}, 200, `"users":[`, false},
}

func TestFaults(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 150, Clock: c})
	server := httptest.NewServer(sim)
	defer server.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	get := func() (status int, kind, body string, err error) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/v2/users", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(gongsim.DefaultKey, gongsim.DefaultSecret)
		w, err := client.Do(r)
		if err != nil {
			return 0, "", "", err
		}
		defer w.Body.Close()
		b, err := io.ReadAll(w.Body)
		return w.StatusCode, w.Header.Get("Content-Type"), string(b), err
	}
	for _, q := range faults {
		t.Run(string(q.fault.Kind), func(t *testing.T) {
			q.fault.Path = "/v2/us*"
			stop := sim.Fail(q.fault)
			status, kind, body, err := get()
			stop()
			if q.broken {
				if err == nil {
					t.Errorf("got a whole answer of %d bytes", len(body))
				}
				return
			}
			if err != nil || status != q.status || !strings.Contains(body, q.want) {
				t.Errorf("got %d %s %.80q %v", status, kind, body, err)
			}
			if q.fault.Kind == gongsim.Truncated && strings.HasSuffix(body, "}") {
				t.Error("the answer is not cut off")
			}
		})
	}
	if got := c.Now().Sub(present); got != time.Hour {
		t.Errorf("the slow answer took %s", got)
	}
	if status, _, _, err := get(); status != 200 || err != nil {
		t.Errorf("after all faults: %d %v", status, err)
	}
}

func TestFaultCounts(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/users", After: 2, Count: 2})
	var got []int
	for range 6 {
		got = append(got, ask(sim, "GET", "/v2/users", "").Code)
		ask(sim, "GET", "/v2/workspaces", "") // counts for nothing
	}
	if want := []int{200, 200, 500, 500, 200, 200}; !equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if log := sim.Requests(); len(log) != 12 || log[4].Fault != gongsim.ServerError || log[4].Status != 500 || log[4].Path != "/v2/users" {
		t.Errorf("log: %+v", log)
	}
}

// TestManyAtOnce is for the race detector: clients ask while the account changes.
func TestManyAtOnce(t *testing.T) {
	sim := small(gongsim.Options{Calls: 120, WordsPerMinute: 5})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, q := range everything(sim) {
				if w := ask(sim, q.method, q.target, q.body); w.Code != 200 {
					t.Errorf("%s: %d", q.target, w.Code)
				}
			}
		})
	}
	all.Go(func() {
		for _, id := range sim.Add(20) {
			sim.Edit(id)
			sim.HoldTranscript(id, present)
			sim.SetPrivate(id, true)
			sim.Delete(id)
			sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/none"})()
			sim.SetNow(present.Add(time.Hour))
			sim.AddKey("another", "s")
		}
	})
	all.Go(func() {
		for range 20 {
			bear(sim, "/v2/users", login(t, sim).Access)
			sim.AddApp(gongsim.App{ClientID: "another"})
			sim.SetTenant("http://127.0.0.1:1")
			sim.AutoConsent(true)
			sim.ExpireTokens()
			sim.RevokeApp(gongsim.DefaultClientID)
			sim.RemoveApp("another")
			sim.ActiveTokens()
			sim.TokenRequests()
		}
	})
	all.Go(func() { sim.Deny("api:crm:get-objects") })
	all.Wait()
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestResetWithoutConnection(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.Fail(gongsim.Fault{Kind: gongsim.Reset})
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("got %v", err)
		}
		if log := sim.Requests(); len(log) != 1 || log[0].Fault != gongsim.Reset {
			t.Errorf("log: %+v", log)
		}
	}()
	ask(sim, "GET", "/v2/users", "")
}
