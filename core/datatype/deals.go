package datatype

import "tamtam/core"

var crmDeals = Type{
	ID: core.CRMDeals, Kind: "Deal", Title: "CRM Deals", Icon: "crm-deals",
	Description: "Deal data synced from your CRM into Gong",
	Scopes:      []string{scopeCalls},
	Keys:        []string{"Name", "CRM", "Stage", "Amount", "Probability", "Type", "Close date", "Account", "Fields", "Calls"},
}

// dealFields knows the names of Salesforce, of HubSpot, of Dynamics, and of CRMs that were registered through Gong's API.
var dealFields = []crmField{
	{"Name", []string{"name", "dealname"}},
	{"Stage", []string{"stagename", "dealstage", "stage", "stepname"}},
	{"Amount", []string{"amount", "estimatedvalue"}},
	{"Probability", []string{"probability", "hsdealstageprobability", "closeprobability"}},
	{"Type", []string{"type", "dealtype"}},
	{"Close date", []string{"closedate", "estimatedclosedate"}},
	{"Account", []string{"accountname", "companyname"}},
}
