package timeline

import (
	"slices"
	"strings"
	"time"
)

// FieldType is what kind of value a field has.
type FieldType int

// The types.
const (
	TextField    FieldType = iota // strings, e-mail addresses, ids
	NumberField                   // numbers, currencies, percents
	BoolField                     // "true", "false"
	DateField                     // days
	TimeField                     // instants
	ChoiceField                   // one of a list: a dropdown
	ChoicesField                  // several of a list
	LookupField                   // the GSID of another object
)

// Field is what a condition can ask about.
type Field struct {
	Object Object
	Name   string // as the rules and the window have it: "Renewal Date"
	Type   FieldType
}

// customPrefix stands before the names of custom fields, which are texts.
const customPrefix = "custom."

var fields = []Field{
	{CompanyObject, "Name", TextField},
	{CompanyObject, "GSID", TextField},
	{CompanyObject, "Industry", ChoiceField},
	{CompanyObject, "ARR", NumberField},
	{CompanyObject, "MRR", NumberField},
	{CompanyObject, "Employees", NumberField},
	{CompanyObject, "Stage", ChoiceField},
	{CompanyObject, "Status", ChoiceField},
	{CompanyObject, "CSM", LookupField},
	{CompanyObject, "Original Contract Date", DateField},
	{CompanyObject, "Renewal Date", DateField},
	{CompanyObject, "Lifetime in Months", NumberField},
	{CompanyObject, "Managed As", ChoiceField},
	{CompanyObject, "Parent Company", LookupField},
	{CompanyObject, "Current Score", NumberField},
	{CompanyObject, "NPS", NumberField},
	{CompanyObject, "CRM Account Id", TextField},
	{CompanyObject, "Tags", ChoicesField},
	{CompanyObject, "Created Date", TimeField},
	{CompanyObject, "Modified Date", TimeField},
	{UserObject, "Name", TextField},
	{UserObject, "First Name", TextField},
	{UserObject, "Last Name", TextField},
	{UserObject, "Email", TextField},
	{UserObject, "Title", TextField},
	{UserObject, "License Type", ChoiceField},
	{UserObject, "Is Active", BoolField},
	{UserObject, "System Type", ChoiceField},
	{UserObject, "Manager", LookupField},
	{UserObject, "Timezone", ChoiceField},
	{UserObject, "Company", LookupField},
	{UserObject, "External ID", TextField},
	{UserObject, "Created Date", TimeField},
	{UserObject, "Modified Date", TimeField},
}

// Fields lists the fields that conditions can ask about, those of companies first; custom ones, whose names are given, behind the others of
// their object.
func Fields(customCompany, customUser []string) []Field {
	var all []Field
	for _, object := range []struct {
		of     Object
		custom []string
	}{{CompanyObject, customCompany}, {UserObject, customUser}} {
		for _, f := range fields {
			if f.Object == object.of {
				all = append(all, f)
			}
		}
		for _, name := range object.custom {
			all = append(all, Field{object.of, customPrefix + name, TextField})
		}
	}
	return all
}

// Custom are the names of the custom fields that the directory's companies and users have, in order.
func (d *Directory) Custom() (companies, users []string) {
	seen := map[string]bool{}
	add := func(to *[]string, custom map[string]string) {
		for name := range custom {
			if !seen[name] {
				seen[name] = true
				*to = append(*to, name)
			}
		}
	}
	for _, c := range d.companies {
		add(&companies, c.Custom)
	}
	clear(seen)
	for _, u := range d.users {
		add(&users, u.Custom)
	}
	slices.Sort(companies)
	slices.Sort(users)
	return companies, users
}

// value is what a field has in a record: texts of which it is any, a number or an instant. The zero value is null.
type value struct {
	texts  []string
	number *float64
	at     time.Time
}

func (v value) null() bool { return len(v.texts) == 0 && v.number == nil && v.at.IsZero() }

func textOf(s ...string) (v value) {
	for _, one := range s {
		if one = strings.TrimSpace(one); one != "" {
			v.texts = append(v.texts, one)
		}
	}
	return v
}

// of returns what the field has in a company or a user.
func (f Field) of(c *Company, u *User) value {
	if name, custom := strings.CutPrefix(f.Name, customPrefix); custom {
		if f.Object == CompanyObject {
			return textOf(c.Custom[name])
		}
		return textOf(u.Custom[name])
	}
	if f.Object == CompanyObject {
		return f.ofCompany(c)
	}
	return f.ofUser(u)
}

func (f Field) ofCompany(c *Company) value {
	switch f.Name {
	case "Name":
		return textOf(c.Name)
	case "GSID":
		return textOf(string(c.GSID))
	case "Industry":
		return textOf(c.Industry)
	case "ARR":
		return value{number: c.ARR}
	case "MRR":
		return value{number: c.MRR}
	case "Employees":
		return value{number: c.Employees}
	case "Stage":
		return textOf(c.Stage)
	case "Status":
		return textOf(c.Status)
	case "CSM":
		return textOf(string(c.CSM))
	case "Original Contract Date":
		return value{at: c.OriginalContract}
	case "Renewal Date":
		return value{at: c.Renewal}
	case "Lifetime in Months":
		return value{number: c.LifetimeMonths}
	case "Managed As":
		return textOf(string(c.ManagedAs))
	case "Parent Company":
		return textOf(string(c.Parent))
	case "Current Score":
		return value{number: c.CurrentScore}
	case "NPS":
		return value{number: c.NPS}
	case "CRM Account Id":
		return textOf(c.CRMAccountID)
	case "Tags":
		return textOf(c.Tags...)
	case "Created Date":
		return value{at: c.Created}
	case "Modified Date":
		return value{at: c.Modified}
	}
	return value{}
}

func (f Field) ofUser(u *User) value {
	switch f.Name {
	case "Name":
		return textOf(u.Name())
	case "First Name":
		return textOf(u.FirstName)
	case "Last Name":
		return textOf(u.LastName)
	case "Email":
		return textOf(u.Email)
	case "Title":
		return textOf(u.Title)
	case "License Type":
		return textOf(string(u.License))
	case "Is Active":
		if u.Active {
			return textOf("true")
		}
		return textOf("false")
	case "System Type":
		return textOf(string(u.SystemType))
	case "Manager":
		return textOf(string(u.Manager))
	case "Timezone":
		return textOf(u.Timezone)
	case "Company":
		return textOf(string(u.Company))
	case "External ID":
		return textOf(u.ExternalID)
	case "Created Date":
		return value{at: u.Created}
	case "Modified Date":
		return value{at: u.Modified}
	}
	return value{}
}
