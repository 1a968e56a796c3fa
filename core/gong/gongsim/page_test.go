package gongsim_test

import (
	"fmt"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

var noTime time.Time

var requestID = regexp.MustCompile(`"requestId":"[^"]*"`)

// body is an answer without what differs from request to request.
func body(w *httptest.ResponseRecorder) string {
	return requestID.ReplaceAllString(w.Body.String(), "")
}

func TestPagesHoldEveryCallOnceOldestFirst(t *testing.T) {
	sim := small(gongsim.Options{Calls: 250})
	from, to := present.AddDate(0, -6, 0), present.AddDate(0, -1, 0)
	filter := fmt.Sprintf(`{"filter":{"fromDateTime":%q,"toDateTime":%q}`, from.Format(time.RFC3339), to.Format(time.RFC3339Nano))
	var got []string
	last := ""
	for i, p := range pages(t, sim, "/v2/calls/extensive", filter) {
		if p.Records.CurrentPageNumber != i || p.Records.CurrentPageSize != len(p.Calls) || p.Records.TotalRecords != len(sim.Calls(from, to)) {
			t.Errorf("page %d: records %+v", i, p.Records)
		}
		for _, c := range p.Calls {
			started, err := time.Parse(time.RFC3339Nano, c.MetaData.Started)
			if err != nil {
				t.Fatal(err)
			}
			if s := started.UTC().Format("2006-01-02T15:04:05.000000"); s < last {
				t.Errorf("%s comes after %s", s, last)
			} else {
				last = s
			}
			got = append(got, c.MetaData.ID)
		}
	}
	var want []string
	for _, c := range sim.Calls(from, to) {
		want = append(want, c.ID)
		if !c.Started.Equal(c.Started.Truncate(time.Microsecond)) || c.Started.Before(from) || !c.Started.Before(to) {
			t.Errorf("call starts at %s", c.Started)
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %d calls, want the %d of the truth", len(got), len(want))
	}
}

func TestChangesBetweenPagesNeitherRepeatNorSkip(t *testing.T) {
	sim := small(gongsim.Options{Calls: 250})
	calls := sim.Calls(noTime, noTime)
	first := read(t, ask(sim, "POST", "/v2/calls/extensive", `{"filter":{}}`))
	sim.Delete(calls[3].ID)
	sim.AddAt(calls[0].Started.Add(-time.Hour))
	second := read(t, ask(sim, "POST", "/v2/calls/extensive", `{"filter":{},"cursor":"`+first.Records.Cursor+`"}`))
	if got := second.Calls[0].MetaData.ID; got != calls[100].ID {
		t.Errorf("the second page begins with call %s, want %s", got, calls[100].ID)
	}
}

func TestCursor(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 350, Clock: c})
	first := read(t, ask(sim, "POST", "/v2/calls/extensive", `{"filter":{}}`)).Records.Cursor
	c.add(50 * time.Minute)
	second := read(t, ask(sim, "POST", "/v2/calls/extensive", `{"filter":{},"cursor":"`+first+`"}`)).Records.Cursor
	for _, q := range []struct{ name, path, body, want string }{
		{"another filter", "/v2/calls/extensive", `{"filter":{"workspaceId":"` + sim.Workspaces()[0].ID + `"},"cursor":"` + first + `"}`, "failed to verify cursor"},
		{"another selector", "/v2/calls/extensive", `{"filter":{},"contentSelector":{"context":"Basic"},"cursor":"` + first + `"}`, "failed to verify cursor"},
		{"another endpoint", "/v2/calls/transcript", `{"filter":{},"cursor":"` + first + `"}`, "failed to verify cursor"},
		{"a forged one", "/v2/calls/extensive", `{"filter":{},"cursor":"` + first[:len(first)-2] + `xx"}`, "failed to verify cursor"},
		{"no cursor at all", "/v2/calls/extensive", `{"filter":{},"cursor":"2"}`, "failed to verify cursor"},
	} {
		if w := ask(sim, "POST", q.path, q.body); w.Code != 400 || !strings.Contains(problems(t, w)[0], q.want) {
			t.Errorf("%s: got %d %s", q.name, w.Code, w.Body)
		}
	}
	// The hour counts from the first page, however new the cursor is.
	c.add(11 * time.Minute)
	if w := ask(sim, "POST", "/v2/calls/extensive", `{"filter":{},"cursor":"`+second+`"}`); w.Code != 400 || problems(t, w)[0] != "cursor has expired" {
		t.Errorf("after an hour: got %d %s", w.Code, w.Body)
	}
}

func TestRefusals(t *testing.T) {
	sim := small(gongsim.Options{Calls: 50})
	ids := strings.TrimSuffix(strings.Repeat(`"123",`, 101), ",")
	for _, q := range []struct {
		name, method, target, body string
		status                     int
		want                       string
	}{
		{"no filter", "POST", "/v2/calls/extensive", `{}`, 400, "filter: must not be null"},
		{"filter null", "POST", "/v2/users/extensive", `{"filter":null}`, 400, "filter: must not be null"},
		{"no JSON", "POST", "/v2/calls/transcript", `{"filter":`, 400, "Json parse error"},
		{"no ids", "POST", "/v2/calls/extensive", `{"filter":{"callIds":[]}}`, 400, "callIds"},
		{"101 ids", "POST", "/v2/calls/transcript", `{"filter":{"callIds":[` + ids + `]}}`, 400, "callIds"},
		{"an id too long", "POST", "/v2/calls/extensive", `{"filter":{"callIds":["123456789012345678901"]}}`, 400, "Json parse error"},
		{"an id that is none", "POST", "/v2/calls/extensive", `{"filter":{"callIds":["abc"]}}`, 400, "Json parse error"},
		{"from not before to", "POST", "/v2/calls/extensive", `{"filter":{"fromDateTime":"2026-02-01T00:00:00Z","toDateTime":"2026-02-01T00:00:00Z"}}`, 400, "filter.fromDateTime: must be before toDateTime"},
		{"a wrong enum", "POST", "/v2/calls/extensive", `{"filter":{},"contentSelector":{"context":"extended"}}`, 400, "Json parse error"},
		{"nothing found", "POST", "/v2/calls/extensive", `{"filter":{"callIds":["1"]}}`, 404, "No calls found corresponding to the provided filters"},
		{"no transcript found", "POST", "/v2/calls/transcript", `{"filter":{"callIds":["1"]}}`, 404, "No calls found corresponding to the provided filters"},
		{"no calls listed", "GET", "/v2/calls?toDateTime=2001-01-01T00:00:00Z", "", 404, "No calls found corresponding to the provided filters"},
		{"an unknown call", "GET", "/v2/calls/894411314421502864", "", 404, "Call ID 894411314421502864 was not found"},
		{"an unknown user", "GET", "/v2/users/1", "", 404, "User not found"},
		{"dates of the wrong name", "POST", "/v2/stats/interaction", `{"filter":{"fromDateTime":"2026-01-01T00:00:00Z"}}`, 400, "filter.fromDate: may not be null"},
		{"no last date", "POST", "/v2/stats/activity/aggregate", `{"filter":{"fromDate":"2026-01-01"}}`, 400, "filter.toDate: may not be null"},
		{"tomorrow", "POST", "/v2/stats/activity/day-by-day", `{"filter":{"fromDate":"2026-01-01","toDate":"2026-04-10"}}`, 400, "filter.toDate"},
		{"no period", "POST", "/v2/stats/activity/aggregate-by-period", `{` + march + `}`, 400, "aggregationPeriod: must not be null"},
		{"a period in lower case", "POST", "/v2/stats/activity/aggregate-by-period", `{` + march + `,"aggregationPeriod":"day"}`, 400, "Json parse error"},
		{"no stats", "POST", "/v2/stats/interaction", `{"filter":{"fromDate":"2016-01-01","toDate":"2016-02-01"}}`, 404, "No stats found"},
		{"no reviews", "POST", "/v2/stats/activity/scorecards", `{"filter":{"callToDate":"2016-01-01"}}`, 404, "Answered scorecards not found"},
		{"folders of which workspace", "GET", "/v2/library/folders", "", 400, "workspaceId"},
		{"an unknown workspace", "GET", "/v2/settings/trackers?workspaceId=1", "", 404, "Workspace not found"},
		{"entities without a body", "GET", "/v2/crm/entities?integrationId=1&objectType=DEAL", "", 415, "Unsupported Media Type"},
		{"a wrong method", "GET", "/v2/calls/extensive/x", "", 404, "Not Found"},
		{"a wrong method", "DELETE", "/v2/workspaces", "", 405, "Method Not Allowed"},
	} {
		t.Run(q.name, func(t *testing.T) {
			w := ask(sim, q.method, q.target, q.body)
			if got := problems(t, w)[0]; w.Code != q.status || !strings.Contains(got, q.want) {
				t.Errorf("got %d %q, want %d %q", w.Code, got, q.status, q.want)
			}
			if w.Header().Get("X-Traceid") == "" {
				t.Error("no trace id")
			}
		})
	}
}

func TestTodayIsTheLastDayOfStatistics(t *testing.T) {
	// 12:00 in London is 5:00 in California: the current day there is the ninth.
	sim := small(gongsim.Options{Calls: 300})
	if w := ask(sim, "POST", "/v2/stats/activity/aggregate", `{"filter":{"fromDate":"2026-03-01","toDate":"2026-04-09"}}`); w.Code != 200 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	sim.SetNow(time.Date(2026, 4, 9, 3, 0, 0, 0, time.UTC)) // where it is still the eighth
	if w := ask(sim, "POST", "/v2/stats/activity/aggregate", `{"filter":{"fromDate":"2026-03-01","toDate":"2026-04-09"}}`); w.Code != 400 {
		t.Errorf("got %d, want 400", w.Code)
	}
}
