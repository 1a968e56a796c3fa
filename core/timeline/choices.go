package timeline

import (
	"maps"
	"slices"
	"strings"
)

// Refers is the object whose GSIDs a LookupField holds; "" for a field of another type.
func (f Field) Refers() Object {
	if f.Type != LookupField {
		return ""
	}
	switch f.Name {
	case "CSM", "Manager":
		return UserObject
	}
	return CompanyObject
}

// fixed are the values that dropdowns have whatever the directory holds, by the names of their fields.
var fixed = map[string][]string{
	"Managed As":   {string(Customer), string(ExCustomer), string(Partner), string(Prospect)},
	"License Type": {string(Full), string(ViewerAnalytics), string(Viewer), string(IC), string(ExternalLicense), string(NoLicense)},
	"System Type":  {string(InternalUser), string(ExternalUser), string(PartnerUser), string(SystemUser), string(GuestUser)},
}

// Choices lists the values that can be chosen from in a ChoiceField or ChoicesField: those that the field has whatever the directory holds, in their own
// order, and behind them the others that occur in the directory, each once whatever its case, in order.
func (d *Directory) Choices(f Field) []string {
	if f.Type != ChoiceField && f.Type != ChoicesField {
		return nil
	}
	seen, others := map[string]bool{}, map[string]string{}
	for _, text := range fixed[f.Name] {
		seen[folded(text)] = true
	}
	add := func(v value) {
		for _, text := range v.texts {
			key := folded(text)
			if known, is := others[key]; !seen[key] && (!is || text < known) {
				others[key] = text
			}
		}
	}
	if f.Object == CompanyObject {
		for _, c := range d.companies {
			add(f.of(c, nil))
		}
	} else {
		for _, u := range d.users {
			add(f.of(nil, u))
		}
	}
	return append(slices.Clone(fixed[f.Name]), slices.SortedFunc(maps.Values(others), func(a, b string) int {
		return strings.Compare(folded(a), folded(b))
	})...)
}
