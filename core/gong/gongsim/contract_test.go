package gongsim_test

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"net/url"
	"testing"

	"tamtam/core/gong/contract"
	"tamtam/core/gong/gongsim"
)

func TestAnswersFitGongsDocument(t *testing.T) {
	spec, err := contract.Find()
	if errors.Is(err, contract.ErrAbsent) {
		t.Log(err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []gongsim.Options{
		{Seed: 11, Calls: 230, Users: 130, WordsPerMinute: 5, HostileEvery: 11},
		{Calls: 60, CRM: gongsim.GenericCRM, WordsPerMinute: 5},
		{Calls: 40, CRM: gongsim.NoCRM, WordsPerMinute: 5},
	} {
		sim := small(o)
		for _, q := range everything(sim) {
			target, err := url.Parse(q.target)
			if err != nil {
				t.Fatal(err)
			}
			if err := spec.Request(q.method, target, "application/json", []byte(q.body)); err != nil {
				t.Errorf("the test's own request: %v", err)
			}
			for body := q.body; ; {
				w := ask(sim, q.method, q.target, body)
				fit(t, spec, q.method, target.Path, w)
				var p page
				if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
					t.Fatal(err)
				}
				if p.Records.Cursor == "" || q.method == "GET" {
					break
				}
				body = q.body[:len(q.body)-1] + `,"cursor":"` + p.Records.Cursor + `"}`
			}
		}
	}
	sim := small(gongsim.Options{Calls: 20})
	for _, q := range []question{
		{"POST", "/v2/calls/extensive", `{}`, ""},
		{"GET", "/v2/calls/1", "", ""},
		{"GET", "/v2/none", "", ""},
		{"PATCH", "/v2/users", "", ""},
		{"POST", "/v2/calls/extensive", `{"filter":{"callIds":["1"]}}`, ""},
	} {
		fit(t, spec, q.method, q.target, ask(sim, q.method, q.target, q.body))
	}
}

func fit(t *testing.T, spec *contract.Spec, method, path string, w *httptest.ResponseRecorder) {
	t.Helper()
	if err := spec.Response(method, path, w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()); err != nil {
		t.Errorf("%v", err)
	}
}
