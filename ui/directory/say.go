package directory

import (
	"strings"
	"time"

	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNotRead    = "The directory could not be read"
	sayNotDeleted = "It could not be deleted"
	sayNotUndone  = "The change could not be undone"
	sayNotKept    = "The change could not be kept"
	sayNoMatch    = "No line has all of these words. Try fewer, or look into another tab."
	sayNoPlace    = "This person belongs to no company: meetings with them are not put under one because of them."
	sayNoCompany  = "choose the company, or remove it"
	sayTwice      = "the person belongs to this company already; remove one of the two"
)

// sayChooseOne, sayFind and sayNoOther are what is said in the dialog in which a company or a user is chosen.
var (
	sayChooseOne = map[directory.Field]string{
		"csm_user_gsid": "Choose the CSM", "manager_gsid": "Choose the manager", "parent_gsid": "Choose the parent company", company: "Choose the company",
	}
	sayFind    = map[directory.Kind]string{directory.Companies: "Find a company by name or account", directory.Users: "Find a user by name or e-mail"}
	sayNoOther = map[directory.Kind]string{
		directory.Companies: "No other company is like this. Add or import it first.", directory.Users: "No other user is like this. Add or import them first.",
	}
)

var sayNone = map[directory.Kind]string{
	directory.Companies: "Meetings are put under the companies that stand here. Import a table of them (CSV or Excel), take them from Gong's CRM data, or add one.",
	directory.Persons:   "The people of a meeting tell whose company it is. Import a table of them with their companies, take them from Gong's CRM data, or add one.",
	directory.Users:     "A meeting's owner becomes its author as one of these users. Import a table of them, or add one; for owners who are not here a run makes users.",
}

// one is what an object is called.
var one = map[directory.Kind]string{directory.Companies: "company", directory.Persons: "person", directory.Users: "user"}

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

func sayCount(k directory.Kind, n int) string { return humane.Count(n, one[k], string(k)) }

// sayAccount is a company's account: "Salesforce 001A".
func sayAccount(c timeline.Company) string {
	return strings.TrimSpace(saySystem(c.CRMSystem) + " " + c.CRMAccountID)
}

func saySystem(s timeline.CRMSystem) string {
	if s == timeline.MicrosoftDynamics {
		return "Dynamics"
	}
	return string(s)
}

func sayActive(u timeline.User) string {
	if u.Active {
		return "Active"
	}
	return "Inactive"
}

// sayDeleted, sayAdded and sayChanged are what changes of one object are called.
func sayDeleted(k directory.Kind, name string) string {
	return "Deleted the " + one[k] + " “" + humane.Short(name, 40) + "”"
}

func sayAdded(k directory.Kind, name string) string {
	return "Added the " + one[k] + " “" + humane.Short(name, 40) + "”"
}

func sayChanged(k directory.Kind, name string) string {
	return "Changed the " + one[k] + " “" + humane.Short(name, 40) + "”"
}

// sayUndo is a change in the list of those that can be undone.
func sayUndo(c store.DirectoryChange, now time.Time) string {
	return "Undo: " + c.Name + " (" + humane.Ago(c.When, now) + ")"
}

// sayUndone is what came of an undoing.
func sayUndone(c store.DirectoryChange, kept int) string {
	words := "Undone: " + c.Name + "."
	if kept > 0 {
		words += " " + humane.Count(kept, "object that was changed since stays", "objects that were changed since stay") + "."
	}
	return words
}

// fieldNames are the fields whose names say something else than they do with a capital.
var fieldNames = map[directory.Field]string{
	"gsid": "GSID", "crm_system": "CRM", "crm_account_id": "CRM account id", "arr": "ARR", "mrr": "MRR", "nps": "NPS", "csm_user_gsid": "CSM", "original_contract_date": "Original contract",
	"parent_gsid": "Parent company", "email": "E-mail", "external_id": "External id", "company_name": "Company", company: "Company's GSID",
	"manager_gsid": "Manager", "timezone": "Time zone", "lifetime_months": "Lifetime in months", primary: "Primary", "system_type": "Type",
	"managed_as": "Managed as", "domains": "E-mail domains",
}

// sayField is the name of a field.
func sayField(f directory.Field) string {
	if name := fieldNames[f]; name != "" {
		return name
	}
	name, custom := strings.CutPrefix(string(f), directory.Custom)
	if custom {
		return name + " (custom)"
	}
	return say.Upper(strings.ReplaceAll(name, "_", " "))
}

// sayReference is the name of a field that is another object, shown by its name.
func sayReference(f directory.Field) string {
	if f == company {
		return "Company"
	}
	return sayField(f)
}

// sayExample is how a field is written, where that is not plain.
func sayExample(f directory.Field) string {
	switch f {
	case "original_contract_date", "renewal_date":
		return "2026-06-30"
	case "tags":
		return "gold; pilot"
	case "domains":
		return "acme.com; acme.org"
	case "timezone":
		return "Europe/Berlin"
	}
	return ""
}

// sayValue is one of the few values of a field.
func sayValue(v string) string {
	switch v {
	case "":
		return "(none)"
	case "true":
		return "Yes"
	case "false":
		return "No"
	case string(timeline.MicrosoftDynamics):
		return "Microsoft Dynamics"
	}
	return timeline.License(v).Label()
}

const (
	sayNoUsers = "A run of the Timeline lists them here, with who they are in the directory."
	sayNoUser  = "No active user is like this. Add or import them in the directory first."
	sayBetter  = "An existing user is better than a new IC user, which is made for owners whom nobody knows: an IC user has minimal access and cannot sign in."
)

// sayFrom says whose users are listed, by the name of their connection; "" for none.
func sayFrom(connection string) string {
	words := "Connection type " + timeline.ConnectionType
	if connection != "" {
		words += ", connection “" + connection + "”"
	}
	return words
}

// sayStatuses are the filters of the users of Gong, with how many each shows.
func sayStatuses(all []timeline.Mapping) []string {
	words := []string{"Every status"}
	for _, s := range statuses {
		words = append(words, string(s)+" ("+humane.Number(countOf(all, s))+")")
	}
	return words
}

func sayConflicts(n int) string {
	return humane.Count(n, "user of Gong is", "users of Gong are") + " in conflict. Their meetings wait until you choose who they are."
}

// sayWhom says what is chosen for a user of Gong.
func sayWhom(m timeline.Mapping) string {
	who := nameOfGong(m)
	if m.Email != "" && m.Email != who {
		who += " (" + m.Email + ")"
	}
	if m.Status == timeline.Conflict {
		return "Several users have as good a claim to be " + who + ". Their meetings are put into the Timeline once one is chosen."
	}
	return "Choose who " + who + " is. The meetings that failed because of it are tried again."
}

// sayRetried is what happens after a choice.
func sayRetried(began bool) string {
	if began {
		return "The meetings that failed are tried again now."
	}
	return "The meetings that failed are tried again once the sync of meetings is on."
}
