package gongsim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// IntegrationID is the id of the registered CRM integration; 0 when there is none.
func (s *Sim) IntegrationID() uint64 {
	if s.o.CRM != GenericCRM {
		return 0
	}
	return idNumber(s.o.Seed, forAccount, -7) &^ (1 << 63)
}

func (s *Sim) listIntegrations(*asked) (*answer, *problem) {
	type wire struct {
		ID    uint64 `json:"integrationId"` // a bare number, beyond what a float64 holds exactly
		Owner string `json:"ownerEmail"`
		Name  string `json:"name"`
	}
	found := []wire{}
	if n := s.IntegrationID(); n != 0 {
		found = append(found, wire{n, s.users[0].Email, "Homegrown CRM"})
	}
	return &answer{head: []field{{"integrations", found}}}, nil
}

func (s *Sim) crmEntities(a *asked) (*answer, *problem) {
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") || len(a.body) == 0 {
		return nil, fail(http.StatusUnsupportedMediaType, "Unsupported Media Type")
	}
	var ids []string
	if err := json.Unmarshal(a.body, &ids); err != nil {
		return nil, unreadable()
	}
	kind := a.query.Get("objectType")
	if !slices.Contains([]string{"ACCOUNT", "CONTACT", "DEAL", "LEAD"}, kind) {
		return nil, fail(http.StatusBadRequest, "objectType: must be one of ACCOUNT, CONTACT, DEAL, LEAD")
	}
	if n := s.IntegrationID(); n == 0 || a.query.Get("integrationId") != decimal(n) {
		return nil, fail(http.StatusBadRequest, "Integration %s was not found", a.query.Get("integrationId"))
	}
	return &answer{head: []field{{"crmObjectsMap", s.Entities(kind, ids[:min(len(ids), 100)])}}}, nil
}

// Entities returns the CRM's own fields of objects of a type (ACCOUNT, CONTACT, DEAL or LEAD), nil for ids that do not exist.
func (s *Sim) Entities(kind string, ids []string) map[string]map[string]any {
	found := map[string]map[string]any{}
	for _, one := range ids {
		found[one] = nil
	}
	take := func(crmID string, fields func() map[string]any) {
		if _, asked := found[crmID]; asked {
			found[crmID] = fields()
			found[crmID]["objectId"] = crmID
			found[crmID]["isDeleted"] = false
			found[crmID]["modifiedDate"] = s.stamp(s.anchor.AddDate(0, -1, 0), 0)
		}
	}
	for n := range s.accounts() {
		a := s.account(n)
		switch kind {
		case "ACCOUNT":
			take(a.crmID, func() map[string]any {
				return map[string]any{"name": a.name, "url": "https://www." + a.domain, "domains": []string{a.domain}, "industry": a.industry}
			})
		case "DEAL":
			for k := range a.deals {
				dl := s.deal(a, k)
				take(dl.crmID, func() map[string]any { return s.dealFields(a, dl) })
			}
		default:
			for k := range a.contacts {
				if c := s.contact(a, k); strings.EqualFold(c.crmType, kind) {
					take(c.crmID, func() map[string]any {
						return map[string]any{
							"accountId": a.crmID, "emailAddress": c.email, "firstName": c.first, "lastName": c.last, "title": c.title,
							"phoneNumber": orNil(c.phone),
						}
					})
				}
			}
		}
	}
	return found
}

func (s *Sim) dealFields(a account, dl deal) map[string]any {
	stage := dealStages[(dl.stage+s.dealEdits(dl.crmID))%len(dealStages)]
	status := map[string]string{"Closed Won": "WON", "Closed Lost": "LOST"}[stage.name]
	if status == "" {
		status = "OPEN"
	}
	return map[string]any{
		"accountId": a.crmID, "ownerId": s.users[dl.owner].ID, "name": dl.name, "createdDate": s.stamp(dl.close.AddDate(0, -6, 0), 0),
		"closeDate": dl.close.Format("2006-01-02"), "status": status, "stage": stage.name, "amount": dl.amount,
	}
}

func (s *Sim) listOutcomes(*asked) (*answer, *problem) {
	type wire struct {
		Outcome    string  `json:"callOutcome"`
		Order      int     `json:"displayOrder"`
		Connect    string  `json:"connectStatus"`
		Sentiment  string  `json:"sentiment"`
		Todo       *string `json:"todoAction"`
		Automation *string `json:"automation"`
		Category   string  `json:"category"`
	}
	var found []wire
	for i, o := range outcomes {
		w := wire{Outcome: o.Name, Order: i + 1, Connect: "CONNECTED", Sentiment: "NEUTRAL", Category: "ANSWERED"}
		if o.Category != "Answered" {
			w.Connect, w.Category = "NOT_CONNECTED", "NOT_ANSWERED"
		}
		found = append(found, w)
	}
	return &answer{head: []field{{"outcomes", found}}}, nil
}
