package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core/directory"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// own is the place of the fields that are the object's own, and not what is said of a person's company.
const own = -1

// field is an input for a cell.
type field struct {
	place int // of the person's companies, or own
	name  directory.Field
	value func() string
	put   func(value string) // of one that has one of a few values
	shown *kit.FormField
	input interface {
		fyne.CanvasObject
		fyne.Focusable
	}
}

// of tells whether an error is about the field. The rows of a person are those of the companies.
func (f *field) of(e directory.RowError) bool {
	return string(f.name) == e.Title && (f.place == own || f.place == e.Row-1)
}

// notEntered are fields that a person does not enter: the id, and what tells when something was made.
var notEntered = []directory.Field{"gsid", "created_at", "modified_at"}

// fieldsOf are the fields of a company or a user that a person enters, those of their own that it has at the end.
func fieldsOf(k directory.Kind, cells directory.Cells) []directory.Field {
	names := slices.DeleteFunc(directory.Fields(k), func(n directory.Field) bool { return slices.Contains(notEntered, n) })
	for _, n := range slices.Sorted(maps.Keys(cells)) {
		if strings.HasPrefix(string(n), directory.Custom) {
			names = append(names, n)
		}
	}
	return names
}

// choices are the fields that have one of a few values, "" among them where they need none.
var choices = map[directory.Field][]string{
	"crm_system":  {"", string(timeline.Salesforce), string(timeline.MicrosoftDynamics), string(timeline.GenericCRM)},
	"managed_as":  {string(timeline.Customer), string(timeline.ExCustomer), string(timeline.Partner), string(timeline.Prospect)},
	"license":     {"", string(timeline.Full), string(timeline.ViewerAnalytics), string(timeline.Viewer), string(timeline.IC), string(timeline.ExternalLicense), string(timeline.NoLicense)},
	"system_type": {string(timeline.InternalUser), string(timeline.ExternalUser), string(timeline.PartnerUser), string(timeline.SystemUser), string(timeline.GuestUser)},
	"active":      {"true", "false"}, primary: {"false", "true"},
}

// references are the fields that are another object.
var references = map[directory.Field]directory.Kind{
	"csm_user_gsid": directory.Users, "manager_gsid": directory.Users, "parent_gsid": directory.Companies, "company_gsid": directory.Companies,
}

func (f *form) newField(place int, n directory.Field, value string) *field {
	if k, ok := references[n]; ok {
		return f.newReference(place, n, k, value)
	}
	if values, few := choices[n]; few {
		return newChoices(place, n, values, value)
	}
	entry := kit.NewEntry()
	entry.SetText(value)
	entry.SetPlaceHolder(sayExample(n))
	return &field{place: place, name: n, value: func() string { return entry.Text }, input: entry, shown: kit.NewFormField(sayField(n), entry, "")}
}

func newChoices(place int, n directory.Field, values []string, value string) *field {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = sayValue(v)
	}
	input := kit.NewSelect(words, nil)
	put := func(value string) { input.SetSelectedIndex(max(0, slices.Index(values, value))) }
	put(value)
	return &field{
		place: place, name: n, value: func() string { return values[max(0, input.SelectedIndex())] }, put: put, input: input,
		shown: kit.NewFormField(sayField(n), input, ""),
	}
}

// newReference is an input for another object, which is chosen by its name.
func (f *form) newReference(place int, n directory.Field, k directory.Kind, value string) *field {
	input := newReference(sayReference(n))
	one := &field{place: place, name: n, value: func() string { return value }, input: input, shown: kit.NewFormField(sayReference(n), input, "")}
	show := func() { input.set(nameIn(f.page.state, k, timeline.GSID(value))) }
	show()
	input.press = func() {
		p := &picker{title: sayChooseOne[n], verb: "Choose", find: sayFind[k], nothing: sayNoOther[k], all: objects(f.page.state, k, f.id)}
		if place == own {
			p.all = slices.Insert(p.all, 0, newChoice("", icons[k], sayValue(""), ""))
		}
		p.take = func(c choice) {
			value = c.id
			show()
			one.shown.SetError("")
		}
		f.box.Focus = input // where the focus is to be again
		p.open(f.page.needs.Stage, value)
	}
	return one
}

// nameIn is what an object is called; its id when it is not there, as one that was deleted.
func nameIn(s directory.State, k directory.Kind, id timeline.GSID) string {
	switch k {
	case directory.Companies:
		if i := slices.IndexFunc(s.Companies, func(c timeline.Company) bool { return c.GSID == id }); i >= 0 {
			return s.Companies[i].Name
		}
	case directory.Users:
		if i := slices.IndexFunc(s.Users, func(u timeline.User) bool { return u.GSID == id }); i >= 0 {
			return nameOf(s.Users[i])
		}
	}
	return string(id)
}

// objects are the companies or the users to choose from, by their names; never the one that is edited.
func objects(s directory.State, k directory.Kind, edited timeline.GSID) (all []choice) {
	switch k {
	case directory.Companies:
		for _, c := range s.Companies {
			if c.GSID != edited {
				all = append(all, newChoice(string(c.GSID), icons[k], c.Name, strings.Join(slices.DeleteFunc([]string{sayAccount(c), c.Industry}, func(s string) bool { return s == "" }), " · ")))
			}
		}
	case directory.Users:
		for _, u := range s.Users {
			if u.GSID != edited {
				all = append(all, choiceOfUser(u))
			}
		}
	}
	slices.SortFunc(all, func(a, b choice) int { return cmp.Or(cmp.Compare(a.lower, b.lower), cmp.Compare(a.id, b.id)) })
	return all
}
