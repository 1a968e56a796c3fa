package datatype

import "tamtam/core"

var crmContacts = Type{
	ID: core.CRMContacts, Kind: "Contact", Title: "CRM Contacts", Icon: "crm-contacts",
	Description: "Contact records synced from your CRM into Gong",
	Scopes:      []string{scopeCalls},
	Keys:        []string{"Name", "Email", "Title", "CRM", "Account", "Fields", "Calls"},
}

var contactFields = []crmField{
	{"Name", []string{"name", "fullname"}},
	{"Email", []string{"email", "emailaddress", "emailaddress1"}},
	{"Title", []string{"title", "jobtitle"}},
	{"Account", []string{"accountname", "companyname", "company"}},
}
