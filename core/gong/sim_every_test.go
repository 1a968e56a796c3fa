package gong_test

import (
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
)

func TestTheSimulatedAccountAnswersEveryCall(t *testing.T) {
	_, c := simulated(t, gongsim.Options{Seed: 7, Calls: 150, CRM: gongsim.GenericCRM})
	ctx, from, before := t.Context(), day(t, "2026-05-01"), day(t, "2026-06-01")
	counts := map[string]int{}
	workspaces, err := c.Workspaces(ctx)
	if err != nil {
		t.Fatal(err)
	}
	counts["workspaces"] = len(workspaces)
	for _, w := range workspaces {
		folders, err := c.LibraryFolders(ctx, core.WorkspaceID(w.ID))
		if err != nil {
			t.Fatal(err)
		}
		counts["folders"] += len(folders)
		for _, f := range folders {
			content, err := c.FolderContent(ctx, f.ID)
			if err != nil || content.Name != f.Name {
				t.Fatalf("got %+v, %v", content, err)
			}
			counts["folder calls"] += len(content.Calls)
		}
	}
	count[gong.Scorecard](t, counts, "scorecards")(c.Scorecards(ctx))
	count[gong.Tracker](t, counts, "trackers")(c.Trackers(ctx))
	counts["light calls"] = len(items(t, c.Calls(ctx, from.Start(), before.Start(), "")))
	counts["answered"] = len(items(t, c.AnsweredScorecards(ctx, core.Day{}, core.Day{})))
	for _, u := range items(t, c.ActivityByPeriod(ctx, from, before, gong.ByDay)) {
		for _, p := range u.UserAggregateActivity {
			if p.FromDate.IsZero() || !p.CallsAsHost.Known() {
				t.Fatalf("a row of activity is %+v", p)
			}
			counts["activity rows"]++
		}
	}
	counts["interaction"] = len(items(t, c.Interaction(ctx, from, before)))
	integrations, err := c.CRMIntegrations(ctx)
	if err != nil || len(integrations) != 1 {
		t.Fatalf("got %v, %v", integrations, err)
	}
	ids := crmIDs(items(t, c.CallsExtensive(ctx, gong.CallsFilter{Selector: gong.Everything()})), "Account")
	for _, e := range items(t, c.CRMEntities(ctx, integrations[0].IntegrationID, gong.CRMAccount, ids)) {
		if e.Found {
			counts["entities"]++
		}
	}
	for _, name := range []string{
		"workspaces", "folders", "folder calls", "scorecards", "trackers", "light calls", "answered", "activity rows", "interaction", "entities",
	} {
		if counts[name] == 0 {
			t.Errorf("read no %s", name)
		}
	}
}

// count keeps the number of items that a plain call returned.
func count[T any](t *testing.T, counts map[string]int, name string) func([]T, error) {
	return func(list []T, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		counts[name] = len(list)
	}
}

// crmIDs lists the objects of a type that calls are linked to.
func crmIDs(calls []gong.Call, objectType gong.Text) (ids []gong.ID) {
	seen := map[gong.ID]bool{}
	for _, call := range calls {
		for _, context := range call.Context {
			for _, object := range context.Objects {
				if object.ObjectType == objectType && !seen[object.ObjectID] {
					seen[object.ObjectID] = true
					ids = append(ids, object.ObjectID)
				}
			}
		}
	}
	return ids
}
