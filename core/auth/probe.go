package auth

import (
	"context"
	"errors"
	"iter"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// Gong's names of the permissions that decide more than their own endpoint.
const (
	scopeCalls       = "api:calls:read:extensive"
	scopeInteraction = "api:stats:interaction"
	scopeWorkspaces  = "api:workspaces:read"
)

// Test finds out what a credential may read. It asks each endpoint once for as little as possible, ten requests in all, and calls watch,
// which may be nil, with each line as it becomes known. An error says that the account was not reached at all: the credential is wrong,
// the network is down, the host is not Gong's. A data type that could not be checked for another reason has that in its line.
func (c *Connections) Test(ctx context.Context, key APIKey, watch func(Grant)) (Report, error) {
	base, err := key.base()
	if err != nil {
		return Report{}, err
	}
	return c.test(ctx, base, key.credential(), watch)
}

func (c *Connections) test(ctx context.Context, base gong.BaseURL, credential gong.Credential, watch func(Grant)) (Report, error) {
	o := c.network
	if o.Retries == 0 {
		o.Retries = 1 // somebody waits
	}
	client, err := gong.New(base, credential, o)
	if err != nil {
		return Report{}, err
	}
	t := &trial{client: client, now: c.clock.Now(), watch: watch, grants: map[core.DataType]Grant{}}
	if err := t.run(ctx); err != nil {
		return Report{}, err
	}
	report := Report{BaseURL: client.Base().String(), Tested: t.now.UTC()}
	for _, w := range t.workspaces {
		report.Workspaces = append(report.Workspaces, string(w.Name))
		report.workspaceIDs = append(report.workspaceIDs, string(w.ID))
	}
	for _, dataType := range core.DataTypes() {
		report.Grants = append(report.Grants, t.grants[dataType])
	}
	return report, nil
}

// trial is one run over the endpoints.
type trial struct {
	client     *gong.Client
	now        time.Time
	watch      func(Grant)
	workspaces []gong.Workspace
	refused    error // by which Gong refused to list the workspaces
	grants     map[core.DataType]Grant
}

// run asks one endpoint after the other and ends at the first failure that concerns the account as a whole.
func (t *trial) run(ctx context.Context) error {
	var err error
	if t.workspaces, err = t.client.Workspaces(ctx); core.Is(err, core.Denied) {
		t.refused = err
	} else if err != nil {
		return err
	}
	for _, p := range probes {
		lacks, err := p.ask(t, ctx)
		if whole(err) || core.Is(err, core.Unauthorized) && t.unproven() {
			return err
		}
		for _, dataType := range p.types {
			t.settle(dataType, lacks, err)
		}
	}
	if t.unproven() && t.namelessOnly() {
		return t.refused // 403 to everything: this machine's address is not among those that the key trusts
	}
	return nil
}

// whole tells whether a failure concerns the account, or the way to it, and not one data type.
func whole(err error) bool {
	if o, ok := errors.AsType[*core.Obstacle](err); ok {
		return o.Kind() != core.Unauthorized
	}
	switch core.KindOf(err) {
	case core.Offline, core.Busy, core.Canceled, core.Foreign:
		return err != nil
	}
	return false
}

// unproven tells that Gong refused the list of workspaces without a word of a permission, which may have been the credential's fault: for
// that list its document has 403 where the others have 401.
func (t *trial) unproven() bool { return t.refused != nil && core.ScopeOf(t.refused) == "" }

// namelessOnly tells whether every data type is refused and no permission named for any.
func (t *trial) namelessOnly() bool {
	for _, g := range t.grants {
		if !g.Denied() || g.Scope != "" {
			return false
		}
	}
	return true
}

// settle writes a data type's line.
func (t *trial) settle(dataType core.DataType, lacks string, err error) {
	g := Grant{Type: dataType, Granted: err == nil}
	switch {
	case err == nil:
		g.Lacks = lacks
	case core.Is(err, core.Denied), core.Is(err, core.Unauthorized): // the credential itself was good a moment ago
		g.Scope = core.ScopeOf(err)
	default:
		g.Err = err
	}
	t.grants[dataType] = g
	if t.watch != nil {
		t.watch(g)
	}
}

// probe asks an endpoint whose answer holds for these data types. What it says to lack is a permission for a part of them.
type probe struct {
	types []core.DataType
	ask   func(t *trial, ctx context.Context) (lacks string, err error)
}

// probes are in the order in which they are asked: transcripts come after calls, from which they have their names.
var probes = []probe{
	{[]core.DataType{core.Calls, core.CRMDeals, core.CRMContacts, core.CRMAccounts}, (*trial).askCalls},
	{[]core.DataType{core.Transcripts}, (*trial).askTranscripts},
	{[]core.DataType{core.Users}, (*trial).askUsers},
	{[]core.DataType{core.UserStats}, (*trial).askStats},
	{[]core.DataType{core.Scorecards}, (*trial).askScorecards},
	{[]core.DataType{core.AnsweredScorecards}, (*trial).askAnswered},
	{[]core.DataType{core.Libraries}, (*trial).askLibraries},
	{[]core.DataType{core.Trackers}, (*trial).askTrackers},
}

// window is a span in which hardly a call began, so that answers are small.
func (t *trial) window() (from, to time.Time) { return t.now.Add(-time.Second), t.now }

// days is one whole day that has ended in every time zone, as statistics demand.
func (t *trial) days() (from, before core.Day) {
	today := core.DayOf(t.now)
	return today.Add(-2), today.Add(-1)
}

func (t *trial) askCalls(ctx context.Context) (string, error) {
	from, to := t.window()
	return "", first(t.client.CallsExtensive(ctx, gong.CallsFilter{From: from, To: to}))
}

func (t *trial) askTranscripts(ctx context.Context) (string, error) {
	from, to := t.window()
	lacks := ""
	if t.grants[core.Calls].Denied() {
		lacks = scopeCalls
	}
	return lacks, first(t.client.Transcripts(ctx, gong.TranscriptsFilter{From: from, To: to}))
}

func (t *trial) askUsers(ctx context.Context) (string, error) {
	return "", first(t.client.Users(ctx))
}

func (t *trial) askStats(ctx context.Context) (string, error) {
	from, before := t.days()
	if err := first(t.client.ActivityByPeriod(ctx, from, before, gong.ByDay)); err != nil {
		return "", err
	}
	err := first(t.client.Interaction(ctx, from, before))
	switch {
	case core.Is(err, core.Denied):
		return scopeInteraction, nil
	case whole(err):
		return "", err
	}
	return "", nil
}

func (t *trial) askScorecards(ctx context.Context) (string, error) {
	_, err := t.client.Scorecards(ctx)
	return "", err
}

func (t *trial) askAnswered(ctx context.Context) (string, error) {
	from, before := t.days()
	return "", first(t.client.AnsweredScorecards(ctx, from, before))
}

// askLibraries asks for one workspace's folders. A company with several workspaces gets 400 without one, and only the list of workspaces
// names them: where that is refused, the permission that is missing is the list's.
func (t *trial) askLibraries(ctx context.Context) (string, error) {
	var workspace core.WorkspaceID
	if len(t.workspaces) > 0 {
		workspace = core.WorkspaceID(t.workspaces[0].ID)
	}
	_, err := t.client.LibraryFolders(ctx, workspace)
	if core.Is(err, core.Invalid) && t.refused != nil {
		err = &core.Error{Kind: core.Denied, Op: "list library folders", Scope: scopeWorkspaces, Err: t.refused}
	}
	return "", err
}

func (t *trial) askTrackers(ctx context.Context) (string, error) {
	_, err := t.client.Trackers(ctx)
	return "", err
}

// first reads one page.
func first[T any](pages iter.Seq2[gong.Page[T], error]) error {
	for _, err := range pages {
		return err
	}
	return nil
}
