package gong_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/gong"
)

var (
	from = time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	to   = time.Date(2026, 4, 9, 12, 30, 0, 5e8, time.FixedZone("", 7200))
)

func day(t testing.TB, text string) core.Day {
	t.Helper()
	d, err := core.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// last drops the pages and keeps the error, so that calls of all kinds fit one table.
func last[T any](seq func(func(gong.Page[T], error) bool)) error {
	_, err := read(seq)
	return err
}

func only[T any](_ T, err error) error { return err }

// everyCall makes one request of every kind.
func everyCall(ctx context.Context, t testing.TB) []struct {
	name, request string
	do            func(*gong.Client) error
} {
	from, before := day(t, "2026-03-10"), day(t, "2026-04-09")
	return []struct {
		name, request string
		do            func(*gong.Client) error
	}{
		{
			"calls extensive by time", `POST /v2/calls/extensive {"contentSelector":{"context":"Extended","exposedFields":{"parties":true}},"filter":{"fromDateTime":"2026-03-10T00:00:00Z","toDateTime":"2026-04-09T10:30:00.5Z","workspaceId":"7"}}`,
			func(c *gong.Client) error {
				return last(c.CallsExtensive(ctx, gong.CallsFilter{From: from.Start(), To: to, WorkspaceID: "7", Selector: gong.Selector{Context: "Extended", ExposedFields: gong.ExposedFields{Parties: true}}}))
			},
		},
		{
			"all calls extensive", `POST /v2/calls/extensive {"contentSelector":{},"filter":{}}`,
			func(c *gong.Client) error { return last(c.CallsExtensive(ctx, gong.CallsFilter{})) },
		},
		{
			"calls extensive by id", `POST /v2/calls/extensive {"contentSelector":{},"filter":{"callIds":["1","2"]}}`,
			func(c *gong.Client) error {
				return last(c.CallsExtensive(ctx, gong.CallsFilter{IDs: []core.CallID{"1", "2"}, WorkspaceID: "7"}))
			},
		},
		{
			"calls with everything", `POST /v2/calls/extensive {"contentSelector":{"context":"Extended","contextTiming":["Now"],"exposedFields":{"parties":true,"content":{"structure":true,"topics":true,"trackers":true,"trackerOccurrences":true,"brief":true,"outline":true,"highlights":true,"callOutcome":true,"keyPoints":true},"interaction":{"speakers":true,"video":true,"personInteractionStats":true,"questions":true},"collaboration":{"publicComments":true}}},"filter":{}}`,
			func(c *gong.Client) error {
				return last(c.CallsExtensive(ctx, gong.CallsFilter{Selector: gong.Everything()}))
			},
		},
		{
			"calls", `GET /v2/calls?fromDateTime=2026-03-10T00%3A00%3A00Z&toDateTime=2026-04-09T10%3A30%3A00.5Z&workspaceId=7`,
			func(c *gong.Client) error { return last(c.Calls(ctx, from.Start(), to, "7")) },
		},
		{"all calls", `GET /v2/calls`, func(c *gong.Client) error { return last(c.Calls(ctx, time.Time{}, time.Time{}, "")) }},
		{
			"transcripts by time", `POST /v2/calls/transcript {"filter":{"fromDateTime":"2026-03-10T00:00:00Z","workspaceId":"7"}}`,
			func(c *gong.Client) error {
				return last(c.Transcripts(ctx, gong.TranscriptsFilter{From: from.Start(), WorkspaceID: "7"}))
			},
		},
		{
			"transcripts by id", `POST /v2/calls/transcript {"filter":{"callIds":["1"]}}`,
			func(c *gong.Client) error {
				return last(c.Transcripts(ctx, gong.TranscriptsFilter{IDs: []core.CallID{"1"}}))
			},
		},
		{"users", `GET /v2/users`, func(c *gong.Client) error { return last(c.Users(ctx)) }},
		{"workspaces", `GET /v2/workspaces`, func(c *gong.Client) error { return only(c.Workspaces(ctx)) }},
		{"scorecards", `GET /v2/settings/scorecards`, func(c *gong.Client) error { return only(c.Scorecards(ctx)) }},
		{"trackers", `GET /v2/settings/trackers`, func(c *gong.Client) error { return only(c.Trackers(ctx)) }},
		{"folders", `GET /v2/library/folders?workspaceId=7`, func(c *gong.Client) error { return only(c.LibraryFolders(ctx, "7")) }},
		{"folder content", `GET /v2/library/folder-content?folderId=9`, func(c *gong.Client) error { return only(c.FolderContent(ctx, "9")) }},
		{
			"activity", `POST /v2/stats/activity/aggregate-by-period {"aggregationPeriod":"DAY","filter":{"fromDate":"2026-03-10","toDate":"2026-04-09"}}`,
			func(c *gong.Client) error { return last(c.ActivityByPeriod(ctx, from, before, gong.ByDay)) },
		},
		{
			"interaction", `POST /v2/stats/interaction {"filter":{"fromDate":"2026-03-10","toDate":"2026-04-09"}}`,
			func(c *gong.Client) error { return last(c.Interaction(ctx, from, before)) },
		},
		{
			"answered scorecards", `POST /v2/stats/activity/scorecards {"filter":{"reviewFromDate":"2026-03-10","reviewMethod":"BOTH","reviewToDate":"2026-04-09"}}`,
			func(c *gong.Client) error { return last(c.AnsweredScorecards(ctx, from, before)) },
		},
		{
			"all answered scorecards", `POST /v2/stats/activity/scorecards {"filter":{"reviewMethod":"BOTH"}}`,
			func(c *gong.Client) error { return last(c.AnsweredScorecards(ctx, core.Day{}, core.Day{})) },
		},
		{"integrations", `GET /v2/crm/integrations`, func(c *gong.Client) error { return only(c.CRMIntegrations(ctx)) }},
		{
			"entities", `GET /v2/crm/entities?integrationId=22&objectType=DEAL ["a","b"]`,
			func(c *gong.Client) error { return last(c.CRMEntities(ctx, "22", gong.CRMDeal, []gong.ID{"a", "b"})) },
		},
		{"profiles", `GET /v2/all-permission-profiles?workspaceId=7`, func(c *gong.Client) error { return only(c.PermissionProfiles(ctx, "7")) }},
		{"profile users", `GET /v2/permission-profile/users?profileId=3`, func(c *gong.Client) error { return only(c.PermissionProfileUsers(ctx, "3")) }},
	}
}

const noCalls = `{"requestId":"2ydvp32fcuq7wpoy4q2","errors":["No calls found corresponding to the provided filters"]}`

func TestRequestsAndEmptyLists(t *testing.T) {
	for _, c := range everyCall(t.Context(), t) {
		t.Run(c.name, func(t *testing.T) {
			network := always(http.StatusNotFound, noCalls)
			if err := c.do(client(t, network, gong.Options{})); err != nil {
				t.Fatalf("an empty list is an error: %v", err)
			}
			sent := network.requests()
			if len(sent) != 1 {
				t.Fatalf("sent %d requests, want 1", len(sent))
			}
			got := strings.TrimSpace(sent[0].method + " " + strings.TrimPrefix(sent[0].url, "http://127.0.0.1:7777") + " " + sent[0].body)
			if diff := cmp.Diff(c.request, got); diff != "" {
				t.Error(diff)
			}
			if user, password, ok := (&http.Request{Header: sent[0].header}).BasicAuth(); !ok || user != "AK" || password != secretCanary {
				t.Errorf("the credential did not arrive: %v %v", user, ok)
			}
			if (sent[0].body != "") != (sent[0].header.Get("Content-Type") == "application/json") {
				t.Errorf("content type %q", sent[0].header.Get("Content-Type"))
			}
		})
	}
}

func TestPagesFollowTheCursor(t *testing.T) {
	page := func(id, cursor string) func() (*http.Response, error) {
		return answer(200, fmt.Sprintf(`{"requestId":"r","records":{"totalRecords":3,"currentPageSize":1,"currentPageNumber":0,"cursor":%q},"users":[{"id":%q}],"calls":[{"metaData":{"id":%q}}]}`, cursor, id, id))
	}
	network := script(page("1", "c1"), page("2", "c2"), answer(200, `{"users":[{"id":3}],"calls":[{"metaData":{"id":3}}],"records":{"totalRecords":3}}`))

	users, err := read(client(t, network, gong.Options{}).Users(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	want := []gong.Page[gong.User]{{Items: []gong.User{{ID: "1"}}, Total: 3}, {Items: []gong.User{{ID: "2"}}, Total: 3}, {Items: []gong.User{{ID: "3"}}, Total: 3, Last: true}}
	if diff := cmp.Diff(want, users); diff != "" {
		t.Error(diff)
	}
	if got := network.requests()[2].url; !strings.HasSuffix(got, "/v2/users?cursor=c2") {
		t.Errorf("third request: %s", got)
	}

	network = script(page("1", "c1"), page("2", "c2"), answer(200, `{"calls":[]}`))
	calls, err := read(client(t, network, gong.Options{}).CallsExtensive(t.Context(), gong.CallsFilter{From: from}))
	if err != nil || len(calls) != 3 || !calls[2].Last {
		t.Fatalf("got %v, %v", calls, err)
	}
	if got := network.requests()[1].body; got != `{"contentSelector":{},"cursor":"c1","filter":{"fromDateTime":"2026-03-10T00:00:00Z"}}` {
		t.Errorf("second request: %s", got)
	}
}

func TestPagesEndWhenTheCursorStandsStill(t *testing.T) {
	_, err := read(client(t, always(200, `{"users":[],"records":{"cursor":"same"}}`), gong.Options{}).Users(t.Context()))
	if !core.Is(err, core.Broken) {
		t.Errorf("got %v", err)
	}
}

func TestPagesStopWhenTheReaderStops(t *testing.T) {
	network := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
		return says(200, fmt.Sprintf(`{"users":[],"records":{"cursor":"c%d"}}`, n)), nil
	}}
	for range client(t, network, gong.Options{}).Users(t.Context()) {
		break
	}
	if n := len(network.requests()); n != 1 {
		t.Errorf("sent %d requests", n)
	}
}

func ids(n int) []core.CallID {
	list := make([]core.CallID, n)
	for i := range list {
		list[i] = core.CallID(fmt.Sprint(i))
	}
	return list
}

func TestIDsAreAskedForInBatches(t *testing.T) {
	cases := []struct {
		name  string
		ids   []core.CallID
		limit int // of Gong
		sizes []int
		kind  core.Kind
	}{
		{"none", []core.CallID{}, 100, nil, 0},
		{"a full batch", ids(100), 100, []int{100}, 0},
		{"several batches", ids(250), 100, []int{100, 100, 50}, 0},
		{"Gong takes fewer", ids(120), 30, []int{100, 50, 25, 25, 25, 25, 20}, 0},
		{"Gong takes none", ids(5), 0, []int{5, 2, 1}, core.Invalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var sizes []int
			var seen int
			network := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) { return nil, nil }}
			network.answer = func(n int, _ *http.Request) (*http.Response, error) {
				size := strings.Count(network.requests()[n].body, ",") + 1
				sizes = append(sizes, size)
				if size > c.limit {
					return says(400, `{"requestId":"r","errors":["Json parse error"]}`), nil
				}
				seen += size
				return says(200, `{"callTranscripts":[{"callId":1}]}`), nil
			}
			pages, err := read(client(t, network, gong.Options{}).Transcripts(t.Context(), gong.TranscriptsFilter{IDs: c.ids}))
			if diff := cmp.Diff(c.sizes, sizes); diff != "" {
				t.Error(diff)
			}
			if c.kind != 0 {
				if !core.Is(err, c.kind) {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || seen != len(c.ids) {
				t.Fatalf("asked for %d of %d, %v", seen, len(c.ids), err)
			}
			for i, p := range pages {
				if p.Last != (i == len(pages)-1) {
					t.Errorf("page %d of %d: Last is %v", i+1, len(pages), p.Last)
				}
			}
		})
	}
}

func TestEntitiesAreAskedForInBatches(t *testing.T) {
	network := always(200, `{"crmObjectsMap":{"a":{"z":1,"b":"x"},"c":null}}`)
	pages, err := read(client(t, network, gong.Options{}).CRMEntities(t.Context(), "1", gong.CRMAccount, make([]gong.ID, 101)))
	if err != nil || len(pages) != 2 || pages[0].Last || !pages[1].Last || len(network.requests()) != 2 {
		t.Fatalf("got %+v, %v", pages, err)
	}
	want := []gong.CRMEntity{{ID: "a", Found: true, Fields: []gong.CRMField{{Name: "z", Value: "1"}, {Name: "b", Value: "x"}}}, {ID: "c"}}
	if diff := cmp.Diff(want, pages[0].Items); diff != "" {
		t.Error(diff)
	}
}

func TestFolderContentKeepsItsHead(t *testing.T) {
	network := script(
		answer(200, `{"calls":[{"id":"1","snippet":{"fromSec":3,"toSec":9}}],"id":9,"name":"Best","createdBy":"5","updated":"2026-01-01T00:00:00Z","records":{"cursor":"c"}}`),
		answer(200, `{"id":"9","name":"Best","calls":[{"id":"2"},null]}`))
	got, err := client(t, network, gong.Options{}).FolderContent(t.Context(), "9")
	if err != nil {
		t.Fatal(err)
	}
	want := gong.FolderContent{
		ID: "9", Name: "Best", CreatedBy: "5", Updated: gong.Time{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)},
		Calls: []gong.FolderCall{{ID: "1", Snippet: &gong.Snippet{FromSec: "3", ToSec: "9"}}, {ID: "2"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInteractionTellsTheTimeZone(t *testing.T) {
	pages, err := read(client(t, always(200, fixture(t, "interaction.json")), gong.Options{}).Interaction(t.Context(), day(t, "2026-01-01"), day(t, "2026-02-01")))
	if err != nil || pages[0].TimeZone != "US/Pacific" {
		t.Errorf("got %+v, %v", pages, err)
	}
}

func TestTrafficIsMeasured(t *testing.T) {
	var traffic gong.Traffic
	network := script(answer(503, ""), answer(200, `{"workspaces":[]}`))
	c := client(t, network, gong.Options{Clock: &skippingClock{}})
	if _, err := c.Workspaces(gong.Measure(t.Context(), &traffic)); err != nil {
		t.Fatal(err)
	}
	if traffic.Requests.Load() != 2 || traffic.Bytes.Load() != int64(len(`{"workspaces":[]}`)) {
		t.Errorf("got %d requests, %d bytes", traffic.Requests.Load(), traffic.Bytes.Load())
	}
}
