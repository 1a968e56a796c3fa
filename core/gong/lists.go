package gong

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"slices"

	"tamtam/core"
)

// Users lists the company's users, inactive ones too. Ids elsewhere may name users that are not in it: Gong's own, and "-1".
// Scope api:users:read.
func (c *Client) Users(ctx context.Context) iter.Seq2[Page[User], error] {
	return pages(ctx, c, list[User]{op: "list users", method: http.MethodGet, path: "/v2/users", layout: layout[User]{key: "users"}})
}

// Workspaces lists the company's workspaces: the cheapest question there is, and so the check of a credential.
// Scope api:workspaces:read.
func (c *Client) Workspaces(ctx context.Context) ([]Workspace, error) {
	return all(ctx, c, list[Workspace]{
		op: "list workspaces", method: http.MethodGet, path: "/v2/workspaces", layout: layout[Workspace]{key: "workspaces"},
	})
}

// Scorecards lists the scorecards of all workspaces. Scope api:settings:scorecards:read.
func (c *Client) Scorecards(ctx context.Context) ([]Scorecard, error) {
	return all(ctx, c, list[Scorecard]{
		op: "list scorecards", method: http.MethodGet, path: "/v2/settings/scorecards", layout: layout[Scorecard]{key: "scorecards"},
	})
}

// Trackers lists the keyword trackers of all workspaces. Scope api:settings:trackers:read.
func (c *Client) Trackers(ctx context.Context) ([]Tracker, error) {
	return all(ctx, c, list[Tracker]{
		op: "list trackers", method: http.MethodGet, path: "/v2/settings/trackers", layout: layout[Tracker]{key: "keywordTrackers"},
	})
}

// LibraryFolders lists the public library folders of a workspace. The workspace may be "" only where the company has but one.
// Scope api:library:read.
func (c *Client) LibraryFolders(ctx context.Context, workspace core.WorkspaceID) ([]LibraryFolder, error) {
	query := url.Values{}
	setQuery(query, "workspaceId", string(workspace))
	return all(ctx, c, list[LibraryFolder]{
		op: "list library folders", method: http.MethodGet, path: "/v2/library/folders", query: query, layout: layout[LibraryFolder]{key: "folders"},
	})
}

// FolderContent reads a library folder with its calls; a folder that is empty or gone has none. Scope api:library:read.
func (c *Client) FolderContent(ctx context.Context, folder ID) (FolderContent, error) {
	content := FolderContent{}
	calls, err := all(ctx, c, list[FolderCall]{
		op: "read library folder", method: http.MethodGet, path: "/v2/library/folder-content", query: url.Values{"folderId": {string(folder)}},
		layout: layout[FolderCall]{key: "calls", head: map[string]any{
			"id": &content.ID, "name": &content.Name, "createdBy": &content.CreatedBy, "updated": &content.Updated,
		}},
	})
	if err != nil {
		return FolderContent{}, err
	}
	content.ID, content.Calls = folder, calls
	return content, nil
}

// PermissionProfiles lists the roles of a workspace, by name.
func (c *Client) PermissionProfiles(ctx context.Context, workspace core.WorkspaceID) ([]PermissionProfile, error) {
	return all(ctx, c, list[PermissionProfile]{
		op: "list permission profiles", method: http.MethodGet, path: "/v2/all-permission-profiles",
		query: url.Values{"workspaceId": {string(workspace)}}, layout: layout[PermissionProfile]{key: "profiles"},
	})
}

// PermissionProfileUsers lists the users who have a role. Scope api:users:read.
func (c *Client) PermissionProfileUsers(ctx context.Context, profile ID) ([]PermissionProfileUser, error) {
	return all(ctx, c, list[PermissionProfileUser]{
		op: "list users of a permission profile", method: http.MethodGet, path: "/v2/permission-profile/users",
		query: url.Values{"profileId": {string(profile)}}, layout: layout[PermissionProfileUser]{key: "users"},
	})
}

// AggregationPeriod is the length of a row of ActivityByPeriod.
type AggregationPeriod string

// The lengths that Gong offers. A week begins on Monday.
const (
	ByDay     AggregationPeriod = "DAY"
	ByWeek    AggregationPeriod = "WEEK"
	ByMonth   AggregationPeriod = "MONTH"
	ByQuarter AggregationPeriod = "QUARTER"
	ByYear    AggregationPeriod = "YEAR"
)

// ActivityByPeriod lists every user's counters, a row per period. The days are whole days in the company's zone; before is excluded
// and must not lie after today there, so that today itself is never counted. Scope api:stats:user-actions.
func (c *Client) ActivityByPeriod(ctx context.Context, from, before core.Day, period AggregationPeriod) iter.Seq2[Page[UserActivity], error] {
	return pages(ctx, c, list[UserActivity]{
		op: "list user activity", method: http.MethodPost, path: "/v2/stats/activity/aggregate-by-period",
		layout: layout[UserActivity]{key: "usersAggregateActivity"},
		body:   map[string]any{"filter": dayFilter(from, before), "aggregationPeriod": period},
	})
}

// Interaction lists how each user talked, over the whole range at once. The days are as those of ActivityByPeriod, and the pages
// tell the company's time zone. Scope api:stats:interaction.
func (c *Client) Interaction(ctx context.Context, from, before core.Day) iter.Seq2[Page[PersonInteractionStats], error] {
	return pages(ctx, c, list[PersonInteractionStats]{
		op: "list interaction statistics", method: http.MethodPost, path: "/v2/stats/interaction",
		layout: layout[PersonInteractionStats]{key: "peopleInteractionStats"},
		body:   map[string]any{"filter": dayFilter(from, before)},
	})
}

func dayFilter(from, before core.Day) map[string]any {
	return map[string]any{"fromDate": from.String(), "toDate": before.String()}
}

// AnsweredScorecards lists the reviews made from one day until before another, in the company's zone, automatic ones too. Zero for
// no bound. Scope api:stats:scorecards.
func (c *Client) AnsweredScorecards(ctx context.Context, from, before core.Day) iter.Seq2[Page[AnsweredScorecard], error] {
	filter := map[string]any{"reviewMethod": "BOTH"} // unsaid, Gong leaves the automatic ones out
	set(filter, "reviewFromDate", from.String())
	set(filter, "reviewToDate", before.String())
	return pages(ctx, c, list[AnsweredScorecard]{
		op: "list answered scorecards", method: http.MethodPost, path: "/v2/stats/activity/scorecards",
		layout: layout[AnsweredScorecard]{key: "answeredScorecards"}, body: map[string]any{"filter": filter},
	})
}

// CRMIntegrations lists the CRMs that were registered through Gong's API: one at most, and none where Gong's own connector for
// Salesforce, HubSpot or Dynamics is used. Scope api:crm:integrations:read.
func (c *Client) CRMIntegrations(ctx context.Context) ([]CRMIntegration, error) {
	return all(ctx, c, list[CRMIntegration]{
		op: "list CRM integrations", method: http.MethodGet, path: "/v2/crm/integrations", layout: layout[CRMIntegration]{key: "integrations"},
	})
}

// CRMEntities reads the objects with the given ids from a registered CRM, a hundred a page. Scope api:crm:get-objects.
func (c *Client) CRMEntities(ctx context.Context, integration ID, objectType CRMObjectType, ids []ID) iter.Seq2[Page[CRMEntity], error] {
	return func(yield func(Page[CRMEntity], error) bool) {
		if len(ids) == 0 {
			yield(Page[CRMEntity]{Last: true}, nil)
			return
		}
		for batch := range slices.Chunk(ids, idsPerRequest) {
			page, err := c.crmBatch(ctx, integration, objectType, batch)
			page.Last = err == nil && &batch[len(batch)-1] == &ids[len(ids)-1]
			if !yield(page, err) || err != nil {
				return
			}
		}
	}
}

// crmBatch sends the ids as the body of a GET: without one, Gong answers 415.
func (c *Client) crmBatch(ctx context.Context, integration ID, objectType CRMObjectType, ids []ID) (Page[CRMEntity], error) {
	const op = "read CRM objects"
	body, err := json.Marshal(ids)
	if err != nil {
		return Page[CRMEntity]{}, core.E(core.Other, op, err)
	}
	page, _, err := fetch(ctx, c, list[CRMEntity]{
		op: op, method: http.MethodGet, path: "/v2/crm/entities", raw: body,
		query:  url.Values{"integrationId": {string(integration)}, "objectType": {string(objectType)}},
		layout: layout[CRMEntity]{key: "crmObjectsMap", member: crmEntity},
	}, "")
	return page, err
}

func crmEntity(name string, d *json.Decoder) (CRMEntity, error) {
	var fields crmFields
	if err := decode(d, &fields); err != nil {
		return CRMEntity{}, err
	}
	return CRMEntity{ID: ID(name), Found: fields.found, Fields: fields.fields}, nil
}
