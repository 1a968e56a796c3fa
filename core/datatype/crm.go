package datatype

import (
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

// sight is a CRM object that a call shows: linked to the call itself, or to one of its parties.
type sight struct {
	system string
	object gong.CRMObject
	party  *gong.Party // nil for an object of the call
}

// sights are the objects that a call shows, each once, those of the call before those of its parties. Objects as they were at the time
// of the call are left out: they stand for the same ones as they are now.
func sights(c gong.Call) []sight {
	var all []sight
	seen := map[string]bool{}
	add := func(contexts []gong.CRMContext, party *gong.Party) {
		for _, context := range contexts {
			system := text.CleanLine(string(context.System))
			for _, o := range context.Objects {
				key := objectKey(system, string(o.ObjectType), string(o.ObjectID))
				if strings.EqualFold(string(o.Timing), "TimeOfCall") || o.ObjectID != "" && seen[key] {
					continue
				}
				seen[key] = true
				all = append(all, sight{system: system, object: o, party: party})
			}
		}
	}
	add(c.Context, nil)
	for i := range c.Parties {
		add(c.Parties[i].Context, &c.Parties[i])
	}
	return all
}

// objectKey tells objects of CRMs apart. What one CRM calls Company and another Account is one kind of object.
func objectKey(system, objectType, id string) string {
	kind := strings.ToLower(objectType)
	if t, ok := typeOfObject(objectType); ok {
		kind = string(t)
	}
	return kind + "\x00" + system + "\x00" + id
}

// typeOfObject is the data type to which an object of a CRM belongs. Leads, users and whatever else a CRM may hold belong to none.
func typeOfObject(objectType string) (core.DataType, bool) {
	switch strings.ToLower(strings.TrimSpace(objectType)) {
	case "opportunity", "deal":
		return core.CRMDeals, true
	case "contact":
		return core.CRMContacts, true
	case "account", "company":
		return core.CRMAccounts, true
	}
	return "", false
}

// crmItems writes what a call shows of a CRM: "Opportunity, Acme renewal, Discovery, 7000 (Salesforce 006B)".
func crmItems(c gong.Call) []string {
	var items []string
	for _, s := range sights(c) {
		known := knownFields{}
		item := text.Item{Parts: []string{string(s.object.ObjectType)}}
		t, ok := typeOfObject(string(s.object.ObjectType))
		if !ok {
			t = core.CRMContacts // leads and users are people
		}
		known.take(fieldsOf(t), s.object.Fields)
		name := known["Name"]
		if name == "" && s.party != nil {
			name = string(s.party.Name)
		}
		item.Parts = append(item.Parts, name, known["Stage"], known["Amount"])
		item.Notes = []string{strings.TrimSpace(s.system + " " + text.CleanLine(string(s.object.ObjectID)))}
		items = append(items, item.String())
	}
	return items
}

// crmField says under which names CRMs keep what a record shows under a key of its own. Names are compared without their case,
// spaces and punctuation; the first that holds a value is taken.
type crmField struct {
	key   string
	names []string
}

// fieldsOf are the fields with keys of their own.
func fieldsOf(t core.DataType) []crmField {
	switch t {
	case core.CRMDeals:
		return dealFields
	case core.CRMContacts:
		return contactFields
	case core.CRMAccounts:
		return accountFields
	}
	return nil
}

// knownFields are values by the key of the record's field.
type knownFields map[string]string

// take finds the fields with keys of their own and returns the others, in their order and without the empty ones. What is known
// already stays.
func (k knownFields) take(wanted []crmField, fields []gong.CRMField) (rest []gong.CRMField) {
	used, folded := make([]bool, len(fields)), make([]string, len(fields))
	for i, f := range fields {
		folded[i] = foldName(string(f.Name))
	}
	for _, w := range wanted {
		found := false
		for _, name := range w.names {
			for i, f := range fields {
				if !found && !used[i] && folded[i] == name && text.CleanLine(string(f.Value)) != "" {
					found, used[i] = true, true
					if k[w.key] == "" {
						k[w.key] = string(f.Value)
					}
				}
			}
		}
	}
	if k["Name"] == "" {
		k["Name"] = joinNames(fields)
	}
	for i, f := range fields {
		if !used[i] && text.Clean(string(f.Value)) != "" {
			rest = append(rest, f)
		}
	}
	return rest
}

// joinNames makes a name of the first and the last name of a person.
func joinNames(fields []gong.CRMField) string {
	var first, last string
	for _, f := range fields {
		switch foldName(string(f.Name)) {
		case "firstname":
			first = text.CleanLine(string(f.Value))
		case "lastname":
			last = text.CleanLine(string(f.Value))
		}
	}
	return strings.TrimSpace(first + " " + last)
}

var nameMarks = strings.NewReplacer("_", "", " ", "", "-", "", ".", "")

func foldName(name string) string { return nameMarks.Replace(strings.ToLower(name)) }
