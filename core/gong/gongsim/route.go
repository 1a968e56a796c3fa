package gongsim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// route is one endpoint.
type route struct {
	method, path string // a path ending in "/{id}" takes anything there
	scope        string
	serve        func(*asked) (*answer, *problem)
}

func (s *Sim) table() []route {
	return []route{
		{"GET", "/v2/workspaces", scopeWorkspaces, s.listWorkspaces},
		{"POST", "/v2/calls/extensive", scopeCallsExtensive, s.listExtensive},
		{"POST", "/v2/calls/transcript", scopeTranscript, s.listTranscripts},
		{"GET", "/v2/calls", scopeCallsBasic, s.listCalls},
		{"GET", "/v2/calls/{id}", scopeCallsBasic, s.oneCall},
		{"GET", "/v2/users", scopeUsers, s.listUsers},
		{"POST", "/v2/users/extensive", scopeUsers, s.filterUsers},
		{"GET", "/v2/users/{id}", scopeUsers, s.oneUser},
		{"GET", "/v2/all-permission-profiles", scopeUsers, s.listProfiles},
		{"GET", "/v2/permission-profile/users", scopeUsers, s.listProfileUsers},
		{"POST", "/v2/stats/activity/aggregate", scopeActivity, s.aggregate},
		{"POST", "/v2/stats/activity/aggregate-by-period", scopeActivity, s.aggregateByPeriod},
		{"POST", "/v2/stats/activity/day-by-day", scopeActivityDaily, s.dayByDay},
		{"POST", "/v2/stats/activity/scorecards", scopeAnswered, s.listReviews},
		{"POST", "/v2/stats/interaction", scopeInteraction, s.interaction},
		{"GET", "/v2/settings/scorecards", scopeScorecards, s.listScorecards},
		{"GET", "/v2/settings/trackers", scopeTrackers, s.listTrackers},
		{"GET", "/v2/library/folders", scopeLibrary, s.listFolders},
		{"GET", "/v2/library/folder-content", scopeLibrary, s.folderContent},
		{"GET", "/v2/crm/integrations", scopeCRM, s.listIntegrations},
		{"GET", "/v2/crm/entities", scopeCRMObjects, s.crmEntities},
		{"GET", "/v2/call-outcomes", scopeOutcomes, s.listOutcomes},
	}
}

func (r route) matches(path string) bool {
	if prefix, ok := strings.CutSuffix(r.path, "{id}"); ok {
		rest, found := strings.CutPrefix(path, prefix)
		return found && rest != "" && !strings.Contains(rest, "/")
	}
	return r.path == path
}

// find looks an endpoint up. Fixed paths come before those with an id.
func (s *Sim) route(method, path string) (route, *problem) {
	known := false
	for _, r := range s.routes {
		if !r.matches(path) {
			continue
		}
		if r.method == method {
			return r, nil
		}
		known = true
	}
	if known {
		return route{}, fail(http.StatusMethodNotAllowed, "Method Not Allowed")
	}
	return route{}, fail(http.StatusNotFound, "Not Found")
}

// ServeHTTP answers one request as Gong's API would.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	a := &asked{Request: r, query: r.URL.Query(), body: body}
	a.id = strconv.FormatUint(mix(mix(s.o.Seed)+s.number.Add(1))>>1, 36)
	note := Request{Time: s.o.Clock.Now(), Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Body: summary(body)}
	if isForm(r) {
		note.Query, note.Body = formSummary(r.URL.RawQuery), formSummary(string(body))
	}
	out := &counted{ResponseWriter: w}
	// A broken answer leaves by a panic, and is noted all the same.
	defer func() {
		note.Status, note.Bytes = out.status, out.bytes
		s.book.note(note)
	}()
	w.Header().Set("x-traceid", a.id)
	if err != nil {
		unreadable().write(out, a.id)
		return
	}
	endpoint, p := s.route(r.Method, r.URL.Path)
	_ = json.Unmarshal(body, &a.fields) // for the cursor; the endpoint says what it thinks of a bad body
	fault := s.trap.hit(a)
	if fault != nil {
		note.Fault = fault.Kind
		if s.refuseOAuth(out, a, fault) || s.refuse(out, a, fault, endpoint.scope) {
			return
		}
	}
	if isOAuth(r.URL.Path) && ownBase(r) != s.strictTenant() {
		s.serveOAuth(out, a, fault)
		return
	}
	var found *answer
	if p == nil {
		found, p = s.serve(a, endpoint)
	}
	s.send(out, a, found, p, fault)
}

// serve checks who asks and how often, then lets the endpoint answer.
func (s *Sim) serve(a *asked, endpoint route) (*answer, *problem) {
	scopes, p := s.enter(a.Request)
	if p != nil {
		return nil, p
	}
	a.scopes = scopes
	if tenant := s.strictTenant(); tenant != "" && ownBase(a.Request) != tenant && isBearer(a.Request) {
		return nil, &problem{status: http.StatusTemporaryRedirect, location: tenant + a.URL.RequestURI()}
	}
	if p := s.gauge.admit(s.o.Clock.Now(), s.o.Limits); p != nil {
		return nil, p
	}
	if !a.may(endpoint.scope) {
		return nil, missing(endpoint.scope)
	}
	if endpoint.method == http.MethodPost {
		if !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
			return nil, fail(http.StatusUnsupportedMediaType, "Unsupported Media Type")
		}
		if p := a.read(); p != nil {
			return nil, p
		}
	}
	return endpoint.serve(a)
}

func (a *asked) may(scope string) bool {
	for _, s := range a.scopes {
		if s == scope {
			return true
		}
	}
	return false
}

func (s *Sim) send(w http.ResponseWriter, a *asked, found *answer, p *problem, fault *Fault) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	spoiled := fault != nil && (fault.Kind == Reset || fault.Kind == Truncated)
	switch {
	case spoiled:
		var body bytes.Buffer
		status := http.StatusOK
		if p != nil {
			status = p.status
			_ = p.body().write(&body, a.id)
		} else {
			_ = found.write(&body, a.id)
		}
		spoil(w, fault.Kind, status, &body)
	case p != nil:
		p.write(w, a.id)
	default:
		_ = found.write(w, a.id) // who asked may have left
	}
}

func (p *problem) body() *answer { return &answer{head: []field{{"errors", p.texts}}} }

// write sends the problem in Gong's form.
func (p *problem) write(w http.ResponseWriter, requestID string) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	if p.retryAfter != "" {
		w.Header().Set("Retry-After", p.retryAfter)
	}
	if p.location != "" {
		w.Header().Set("Location", p.location)
		w.WriteHeader(p.status)
		return
	}
	w.WriteHeader(p.status)
	_ = p.body().write(w, requestID) // who asked may have left
}
