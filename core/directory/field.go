package directory

import (
	"slices"
	"strings"
	"unicode"

	"tamtam/core/timeline"
)

// Kind is what a table holds.
type Kind string

// The kinds.
const (
	Companies Kind = "companies"
	Persons   Kind = "persons"
	Users     Kind = "users"
)

// Kinds lists the kinds in the order in which they are imported: the later ones point at the former.
func Kinds() []Kind { return []Kind{Companies, Persons, Users} }

// Field is a field that a column can be assigned to, by the name that it has in the rules of the Timeline: "crm_account_id".
type Field string

// Custom begins the names of fields that a person adds: "custom.Tier".
const Custom = "custom."

// object is an object under way: of one row, laid over what is known.
type object struct {
	company timeline.Company
	person  timeline.Person
	place   place
	user    timeline.User
}

// place is where a person's row says that they belong.
type place struct {
	timeline.CompanyPerson
	account, system, name string // how the company is named, where not by its id
	given                 bool
}

// setter puts a cell into an object; it returns a sentence when it cannot.
type setter func(o *object, cell string) error

// known are the fields of each kind, in the order in which they are offered.
var known = map[Kind][]struct {
	field Field
	set   setter
	also  []string // titles by which it is guessed, beside its name
}{
	Companies: {
		{"gsid", func(o *object, c string) error { return id(&o.company.GSID, c) }, []string{"company gsid", "company id"}},
		{"name", func(o *object, c string) error { o.company.Name = c; return nil }, []string{"company", "company name", "account", "account name"}},
		{"crm_system", func(o *object, c string) error { return system(&o.company.CRMSystem, c) }, []string{"crm"}},
		{"crm_account_id", func(o *object, c string) error { o.company.CRMAccountID = c; return nil }, []string{"account id", "sfdc account id", "salesforce id"}},
		{"industry", func(o *object, c string) error { o.company.Industry = c; return nil }, nil},
		{"arr", func(o *object, c string) error { return number(&o.company.ARR, c) }, nil},
		{"mrr", func(o *object, c string) error { return number(&o.company.MRR, c) }, nil},
		{"employees", func(o *object, c string) error { return number(&o.company.Employees, c) }, []string{"number of employees"}},
		{"stage", func(o *object, c string) error { o.company.Stage = c; return nil }, nil},
		{"status", func(o *object, c string) error { o.company.Status = c; return nil }, nil},
		{"csm_user_gsid", func(o *object, c string) error { return id(&o.company.CSM, c) }, []string{"csm"}},
		{"original_contract_date", func(o *object, c string) error { return date(&o.company.OriginalContract, c) }, nil},
		{"renewal_date", func(o *object, c string) error { return date(&o.company.Renewal, c) }, []string{"renewal"}},
		{"lifetime_months", func(o *object, c string) error { return number(&o.company.LifetimeMonths, c) }, []string{"lifetime in months"}},
		{"managed_as", func(o *object, c string) error { return managedAs(&o.company.ManagedAs, c) }, nil},
		{"parent_gsid", func(o *object, c string) error { return id(&o.company.Parent, c) }, []string{"parent", "parent company"}},
		{"current_score", func(o *object, c string) error { return number(&o.company.CurrentScore, c) }, []string{"score"}},
		{"nps", func(o *object, c string) error { return number(&o.company.NPS, c) }, nil},
		{"tags", func(o *object, c string) error { o.company.Tags = list(c); return nil }, nil},
		{"domains", func(o *object, c string) error { o.company.Domains = list(c); return nil }, []string{"domain", "website", "email domain"}},
		{"created_at", func(o *object, c string) error { return date(&o.company.Created, c) }, []string{"created date"}},
		{"modified_at", func(o *object, c string) error { return date(&o.company.Modified, c) }, []string{"modified date"}},
	},
	Persons: {
		{"gsid", func(o *object, c string) error { return id(&o.person.GSID, c) }, []string{"person gsid", "person id"}},
		{"email", func(o *object, c string) error { return email(&o.person.Email, c) }, []string{"e-mail", "email address", "e-mail address"}},
		{"first_name", func(o *object, c string) error { o.person.FirstName = c; return nil }, nil},
		{"last_name", func(o *object, c string) error { o.person.LastName = c; return nil }, nil},
		{"external_id", func(o *object, c string) error { o.person.ExternalID = c; return nil }, nil},
		{"company_gsid", func(o *object, c string) error { o.place.given = true; return id(&o.place.Company, c) }, []string{"company id"}},
		{"company_name", func(o *object, c string) error { o.place.given, o.place.name = true, c; return nil }, []string{"company", "account", "account name"}},
		{"crm_account_id", func(o *object, c string) error { o.place.given, o.place.account = true, c; return nil }, []string{"account id"}},
		{"crm_system", func(o *object, c string) error { o.place.system = c; return nil }, []string{"crm"}},
		{"title", func(o *object, c string) error { o.place.Title = c; return nil }, []string{"job title"}},
		{"role", func(o *object, c string) error { o.place.Role = c; return nil }, nil},
		{"is_primary_company", func(o *object, c string) error { return yes(&o.place.Primary, c) }, []string{"primary"}},
		{"active", func(o *object, c string) error { return yes(&o.place.Active, c) }, []string{"is active"}},
	},
	Users: {
		{"gsid", func(o *object, c string) error { return id(&o.user.GSID, c) }, []string{"user gsid", "user id"}},
		{"first_name", func(o *object, c string) error { o.user.FirstName = c; return nil }, nil},
		{"last_name", func(o *object, c string) error { o.user.LastName = c; return nil }, nil},
		{"email", func(o *object, c string) error { return email(&o.user.Email, c) }, []string{"e-mail", "email address", "e-mail address"}},
		{"username", func(o *object, c string) error { o.user.Username = c; return nil }, []string{"user name"}},
		{"active", func(o *object, c string) error { return yes(&o.user.Active, c) }, []string{"is active", "is active user", "status"}},
		{"license", func(o *object, c string) error { return license(&o.user.License, c) }, []string{"license type", "licence"}},
		{"system_type", func(o *object, c string) error { return systemType(&o.user.SystemType, c) }, []string{"user type"}},
		{"title", func(o *object, c string) error { o.user.Title = c; return nil }, []string{"job title"}},
		{"timezone", func(o *object, c string) error { o.user.Timezone = c; return nil }, []string{"time zone"}},
		{"manager_gsid", func(o *object, c string) error { return id(&o.user.Manager, c) }, []string{"manager"}},
		{"company_gsid", func(o *object, c string) error { return id(&o.user.Company, c) }, []string{"company"}},
		{"external_id", func(o *object, c string) error { o.user.ExternalID = c; return nil }, nil},
		{"created_at", func(o *object, c string) error { return date(&o.user.Created, c) }, []string{"created date"}},
		{"modified_at", func(o *object, c string) error { return date(&o.user.Modified, c) }, []string{"modified date"}},
	},
}

// Fields lists the fields of a kind, in the order in which they are offered.
func Fields(k Kind) (all []Field) {
	for _, f := range known[k] {
		all = append(all, f.field)
	}
	return all
}

// Columns are what the columns of a table are assigned to, "" for one that is left out.
type Columns []Field

// Guess assigns the columns of a table by their titles. A title that begins with "custom." becomes a custom field; companies and users have those.
func Guess(k Kind, titles []string) Columns {
	columns := make(Columns, len(titles))
	for i, title := range titles {
		if name, ok := strings.CutPrefix(title, Custom); ok && k != Persons && name != "" {
			columns[i] = Field(title)
			continue
		}
		for _, f := range known[k] {
			if !slices.Contains(columns[:i], f.field) && slices.ContainsFunc(append(f.also, string(f.field)), func(name string) bool { return plain(name) == plain(title) }) {
				columns[i] = f.field
				break
			}
		}
	}
	return columns
}

// plain is a title without its case and all but letters and digits.
func plain(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// set puts a cell into an object.
func (f Field) set(k Kind, o *object, cell string) error {
	if name, ok := strings.CutPrefix(string(f), Custom); ok {
		custom := &o.company.Custom
		if k == Users {
			custom = &o.user.Custom
		}
		if *custom == nil {
			*custom = map[string]string{}
		}
		(*custom)[name] = cell
		return nil
	}
	for _, one := range known[k] {
		if one.field == f {
			return one.set(o, cell)
		}
	}
	return errField
}
