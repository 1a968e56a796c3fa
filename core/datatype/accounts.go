package datatype

import "tamtam/core"

var crmAccounts = Type{
	ID: core.CRMAccounts, Kind: "Account", Title: "CRM Accounts", Icon: "crm-accounts",
	Description: "Account/company data synced from your CRM into Gong",
	Scopes:      []string{scopeCalls},
	Keys:        []string{"Name", "CRM", "Website", "Industry", "Fields", "Calls"},
}

var accountFields = []crmField{
	{"Name", []string{"name", "companyname"}},
	{"Website", []string{"website", "websiteurl", "url"}},
	{"Industry", []string{"industry", "industrycode"}},
}
