package contract_test

import (
	"errors"
	"net/url"
	"testing"

	"tamtam/core/gong/contract"
)

const js = "application/json"

var requests = []struct {
	name, method, target, body string
	fits                       bool
}{
	{"a filter", "POST", "/v2/calls/extensive", `{"filter":{"fromDateTime":"2026-01-01T00:00:00Z"}}`, true},
	{"no filter", "POST", "/v2/calls/extensive", `{}`, false},
	{"a misspelt field", "POST", "/v2/calls/extensive", `{"filter":{"fromDate":"2026-01-01"}}`, false},
	{"a null in a request", "POST", "/v2/calls/transcript", `{"filter":{"callIds":null}}`, false},
	{"an unknown parameter", "GET", "/v2/users?limit=5", "", false},
	{"a flag", "GET", "/v2/users?includeAvatars=true", "", true},
	{"a wrong flag", "GET", "/v2/users?includeAvatars=maybe", "", false},
	{"a missing date", "POST", "/v2/stats/interaction", `{"filter":{"fromDate":"2026-01-01"}}`, false},
	{"ids in the body of a GET", "GET", "/v2/crm/entities?integrationId=12&objectType=DEAL", `["1"]`, true},
	{"an unknown object type", "GET", "/v2/crm/entities?integrationId=12&objectType=DEALS", `["1"]`, false},
	{"a path with an id", "GET", "/v2/calls/123", "", true},
	{"an unknown path", "GET", "/v2/callz", "", false},
	{"an unknown method", "DELETE", "/v2/calls/extensive", "", false},
}

var answers = []struct {
	name, method, path, body string
	status                   int
	fits                     bool
}{
	{"ids as recorded", "GET", "/v2/settings/scorecards", `{"scorecards":[{"scorecardId":"9067931441193858457","updaterUserId":"-1"}]}`, 200, true},
	{"ids as declared", "GET", "/v2/settings/scorecards", `{"scorecards":[{"scorecardId":9067931441193858457}]}`, 200, false},
	{"a null", "GET", "/v2/users", `{"users":[{"id":"1","title":null,"conferencingProviders":null}]}`, 200, true},
	{"an unknown field", "GET", "/v2/users", `{"users":[{"id":"1","titel":"x"}]}`, 200, false},
	{"a wrong type", "GET", "/v2/users", `{"users":[{"id":1}]}`, 200, false},
	{"an error", "GET", "/v2/nowhere", `{"requestId":"r","errors":["Not Found"]}`, 404, true},
	{"an error of another form", "GET", "/v2/users", `{"error":"x"}`, 500, false},
}

func TestSpec(t *testing.T) {
	spec, err := contract.Find()
	if errors.Is(err, contract.ErrAbsent) {
		t.Log(err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range requests {
		t.Run(c.name, func(t *testing.T) {
			target, err := url.Parse(c.target)
			if err != nil {
				t.Fatal(err)
			}
			if err := spec.Request(c.method, target, js, []byte(c.body)); (err == nil) != c.fits {
				t.Errorf("fits: got %v, want %v", err, c.fits)
			}
		})
	}
	for _, c := range answers {
		t.Run(c.name, func(t *testing.T) {
			if err := spec.Response(c.method, c.path, c.status, js, []byte(c.body)); (err == nil) != c.fits {
				t.Errorf("fits: got %v, want %v", err, c.fits)
			}
		})
	}
}

func TestLoadWithoutDocument(t *testing.T) {
	if _, err := contract.Load(t.TempDir() + "/none.json"); !errors.Is(err, contract.ErrAbsent) {
		t.Errorf("got %v, want ErrAbsent", err)
	}
}
