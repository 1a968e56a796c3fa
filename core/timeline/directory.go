package timeline

import (
	"time"
)

// GSID is the id of a company, a person or a user in the directory: the one that it came with, or one of ours. "" is none.
type GSID string

// CRMSystem is the CRM whose ids companies carry, in the words of Gong's call.context[].system.
type CRMSystem string

// The systems. Gong also knows HubSpot, whose accounts are never matched.
const (
	NoCRM             CRMSystem = ""
	Salesforce        CRMSystem = "Salesforce"
	MicrosoftDynamics CRMSystem = "MicrosoftDynamic"
	GenericCRM        CRMSystem = "Generic"
	HubSpot           CRMSystem = "HubSpot"
)

// ManagedAs is how a company is looked after.
type ManagedAs string

// The ways, the first one when nobody says.
const (
	Customer   ManagedAs = "Customer"
	ExCustomer ManagedAs = "Ex-customer"
	Partner    ManagedAs = "Partner"
	Prospect   ManagedAs = "Prospect"
)

// Company is one of the customers under which meetings are kept. Pointers are nil, texts empty and times zero for what is not known.
type Company struct {
	GSID         GSID      `json:"gsid"`
	Name         string    `json:"name"`
	CRMSystem    CRMSystem `json:"crm_system,omitempty"`
	CRMAccountID string    `json:"crm_account_id,omitempty"` // one company's of a system
	Industry     string    `json:"industry,omitempty"`
	ARR          *float64  `json:"arr,omitempty"`
	MRR          *float64  `json:"mrr,omitempty"`
	Employees    *float64  `json:"employees,omitempty"`
	Stage        string    `json:"stage,omitempty"`
	Status       string    `json:"status,omitempty"`
	CSM          GSID      `json:"csm_user_gsid,omitempty"`
	// OriginalContract and Renewal are days, held as their midnight in UTC.
	OriginalContract time.Time         `json:"original_contract_date,omitzero"`
	Renewal          time.Time         `json:"renewal_date,omitzero"`
	LifetimeMonths   *float64          `json:"lifetime_months,omitempty"`
	ManagedAs        ManagedAs         `json:"managed_as,omitempty"`
	Parent           GSID              `json:"parent_gsid,omitempty"`
	CurrentScore     *float64          `json:"current_score,omitempty"`
	NPS              *float64          `json:"nps,omitempty"`
	Tags             []string          `json:"tags,omitempty"`
	Domains          []string          `json:"domains,omitempty"` // of its e-mail, for R3
	Created          time.Time         `json:"created_at,omitzero"`
	Modified         time.Time         `json:"modified_at,omitzero"`
	Custom           map[string]string `json:"custom,omitempty"`
}

// Person is somebody of a company. Its e-mail address, trimmed and in lower case, is its key.
type Person struct {
	GSID       GSID   `json:"gsid"`
	Email      string `json:"email"`
	FirstName  string `json:"first_name,omitempty"`
	LastName   string `json:"last_name,omitempty"`
	ExternalID string `json:"external_id,omitempty"`
	// Companies are those that the person belongs to, in the order in which they came.
	Companies []CompanyPerson `json:"companies,omitempty"`
}

// CompanyPerson is a person's place in a company.
type CompanyPerson struct {
	Company GSID   `json:"company_gsid"`
	Title   string `json:"title,omitempty"`
	Role    string `json:"role,omitempty"`
	Primary bool   `json:"is_primary_company,omitempty"`
	Active  bool   `json:"active"`
}

// License is what a user may do.
type License string

// The licenses. The first three are paid. None occurs only on users that are not active.
const (
	Full            License = "Full"
	ViewerAnalytics License = "ViewerAnalytics" // shown as "Viewer+ Analytics"
	Viewer          License = "Viewer"
	IC              License = "IC" // Internal Collaborator
	ExternalLicense License = "External"
	NoLicense       License = "None"
)

// SystemType is what kind of user one is.
type SystemType string

// The types.
const (
	InternalUser SystemType = "Internal"
	ExternalUser SystemType = "External"
	PartnerUser  SystemType = "Partner"
	SystemUser   SystemType = "System"
	GuestUser    SystemType = "Guest"
)

// User is somebody who can be the author of Activities. Several users may have one e-mail address; no two have one username.
type User struct {
	GSID          GSID              `json:"gsid"`
	FirstName     string            `json:"first_name,omitempty"`
	LastName      string            `json:"last_name,omitempty"`
	Email         string            `json:"email"`
	Username      string            `json:"username,omitempty"`
	Active        bool              `json:"active"`
	License       License           `json:"license"`
	SystemType    SystemType        `json:"system_type"`
	Title         string            `json:"title,omitempty"`
	Timezone      string            `json:"timezone,omitempty"`
	Manager       GSID              `json:"manager_gsid,omitempty"`
	Company       GSID              `json:"company_gsid,omitempty"`
	ExternalID    string            `json:"external_id,omitempty"`
	CreatedBySync bool              `json:"created_by_sync,omitempty"`
	Created       time.Time         `json:"created_at,omitzero"`
	Modified      time.Time         `json:"modified_at,omitzero"`
	Custom        map[string]string `json:"custom,omitempty"`
}

// Name is the user's first and last name.
func (u User) Name() string { return fullName(u.FirstName, u.LastName) }

// External tells whether the user is of the External class: its owner gets an IC user of their own (U4).
func (u User) External() bool {
	switch u.SystemType {
	case ExternalUser, PartnerUser, SystemUser, GuestUser:
		return true
	}
	return u.License == ExternalLicense
}

// Name is the person's first and last name.
func (p Person) Name() string { return fullName(p.FirstName, p.LastName) }

func fullName(first, last string) string {
	switch {
	case first == "":
		return last
	case last == "":
		return first
	}
	return first + " " + last
}

// Label is the license as it is shown.
func (l License) Label() string {
	if l == ViewerAnalytics {
		return "Viewer+ Analytics"
	}
	return string(l)
}

// rank orders licenses of authors: of users who share an e-mail address the highest wins.
func (l License) rank() int {
	switch l {
	case Full:
		return 3
	case ViewerAnalytics:
		return 2
	case Viewer:
		return 1
	}
	return 0
}
