package gongsim_test

import (
	"fmt"
	"testing"

	"tamtam/core/gong/gongsim"
)

// question is a request to one endpoint, and the scope that it needs.
type question struct{ method, target, body, scope string }

const everyField = `"contentSelector":{"context":"Extended","contextTiming":["Now","TimeOfCall"],"exposedFields":{"parties":true,
 "content":{"structure":true,"topics":true,"trackers":true,"trackerOccurrences":true,"brief":true,"outline":true,"highlights":true,"callOutcome":true,"keyPoints":true},
 "interaction":{"speakers":true,"video":true,"personInteractionStats":true,"questions":true},"collaboration":{"publicComments":true}}}`

const march = `"filter":{"fromDate":"2026-03-01","toDate":"2026-04-01"}`

// everything is a good request to every endpoint.
func everything(sim *gongsim.Sim) []question {
	w, c, u := sim.Workspaces()[0], sim.Calls(noTime, noTime)[0], sim.Users()[0]
	list := []question{
		{"GET", "/v2/workspaces", "", "api:workspaces:read"},
		{"GET", "/v2/calls", "", "api:calls:read:basic"},
		{"GET", "/v2/calls/" + c.ID, "", "api:calls:read:basic"},
		{"POST", "/v2/calls/extensive", `{"filter":{},` + everyField + `}`, "api:calls:read:extensive"},
		{"POST", "/v2/calls/transcript", `{"filter":{}}`, "api:calls:read:transcript"},
		{"GET", "/v2/users", "", "api:users:read"},
		{"GET", "/v2/users/" + u.ID, "", "api:users:read"},
		{"POST", "/v2/users/extensive", `{"filter":{"includeAvatars":true}}`, "api:users:read"},
		{"POST", "/v2/stats/activity/aggregate", `{` + march + `}`, "api:stats:user-actions"},
		{"POST", "/v2/stats/activity/aggregate-by-period", `{` + march + `,"aggregationPeriod":"DAY"}`, "api:stats:user-actions"},
		{"POST", "/v2/stats/activity/day-by-day", `{` + march + `}`, "api:stats:user-actions:detailed"},
		{"POST", "/v2/stats/interaction", `{` + march + `}`, "api:stats:interaction"},
		{"POST", "/v2/stats/activity/scorecards", `{"filter":{"reviewMethod":"BOTH"}}`, "api:stats:scorecards"},
		{"GET", "/v2/settings/scorecards", "", "api:settings:scorecards:read"},
		{"GET", "/v2/settings/trackers", "", "api:settings:trackers:read"},
		{"GET", "/v2/library/folders?workspaceId=" + w.ID, "", "api:library:read"},
		{"GET", "/v2/library/folder-content?folderId=" + sim.Folders(w.ID)[1].ID, "", "api:library:read"},
		{"GET", "/v2/all-permission-profiles?workspaceId=" + w.ID, "", "api:users:read"},
		{"GET", "/v2/permission-profile/users?profileId=" + sim.Profiles(w.ID)[0].ID, "", "api:users:read"},
		{"GET", "/v2/crm/integrations", "", "api:crm:integrations:read"},
		{"GET", "/v2/call-outcomes", "", "api:call-outcomes:read"},
	}
	if n := sim.IntegrationID(); n != 0 {
		account := c.Links[0].Objects[0].ID
		list = append(list, question{
			"GET", fmt.Sprintf("/v2/crm/entities?integrationId=%d&objectType=ACCOUNT", n), `["` + account + `","none"]`, "api:crm:get-objects",
		})
	}
	return list
}

func TestSameSeedSameAnswers(t *testing.T) {
	o := gongsim.Options{Seed: 3, Calls: 150, CRM: gongsim.GenericCRM}
	one, two := small(o), small(o)
	o.Seed = 4
	other := small(o)
	differ := 0
	for _, q := range everything(one) {
		// The second company is asked for something else first: no answer depends on an earlier one.
		two.Transcript(two.Calls(noTime, noTime)[77].ID)
		a, b := ask(one, q.method, q.target, q.body), ask(two, q.method, q.target, q.body)
		if a.Code != 200 {
			t.Fatalf("%s %s: status %d: %s", q.method, q.target, a.Code, a.Body)
		}
		if body(a) != body(b) {
			t.Errorf("%s %s: two companies of one seed differ", q.method, q.target)
		}
		if body(a) != body(ask(other, q.method, q.target, q.body)) {
			differ++
		}
	}
	if differ < 15 {
		t.Errorf("another seed changes only %d answers", differ)
	}
}

func TestMissingScopeIsNamed(t *testing.T) {
	for _, q := range everything(small(gongsim.Options{Calls: 60, CRM: gongsim.GenericCRM})) {
		t.Run(q.scope, func(t *testing.T) {
			sim := small(gongsim.Options{Calls: 60, CRM: gongsim.GenericCRM})
			sim.Deny(q.scope)
			w := ask(sim, q.method, q.target, q.body)
			if got, want := problems(t, w)[0], "You don't have permission to use '"+q.scope+"' in your app."; w.Code != 401 || got != want {
				t.Errorf("got %d %q, want 401 %q", w.Code, got, want)
			}
		})
	}
}
