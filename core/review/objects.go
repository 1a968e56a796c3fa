package review

import (
	"cmp"
	"strings"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/store"
	"tamtam/core/text"
)

// objects are the CRM objects that a call's record shows, with the fields of their own records.
func objects(s *store.Snapshot, call *text.Record, datasets []core.DatasetID) []Object {
	if call == nil {
		return nil
	}
	var all []Object
	for _, item := range call.Items("CRM") {
		object, details, ok := digest.ParseObject(item)
		if !ok {
			continue
		}
		o := Object{Object: object, Details: details}
		for _, dataset := range datasets {
			if r := objectRecord(s, dataset, object); r != nil {
				o.Name = cmp.Or(o.Name, r.Value("Name"))
				o.Fields = fields(*r)
				break
			}
		}
		all = append(all, o)
	}
	return all
}

// objectRecord finds an object's own record, by the id that core/datatype gives it: "Salesforce/006B".
func objectRecord(s *store.Snapshot, dataset core.DatasetID, o digest.Object) *text.Record {
	t, ok := objectTypes[strings.ToLower(o.Kind)]
	if !ok || o.ID == "" {
		return nil
	}
	r, err := record(s, dataset, t, strings.ReplaceAll(o.System, "/", "%2F")+"/"+o.ID)
	if err != nil {
		return nil
	}
	return r
}

// objectTypes are the data types that hold the objects of a CRM, by the names that CRMs have for them; the same as in core/datatype.
var objectTypes = map[string]core.DataType{
	"opportunity": core.CRMDeals, "deal": core.CRMDeals, "contact": core.CRMContacts, "account": core.CRMAccounts, "company": core.CRMAccounts,
}

// fields are what an object's record says beside its name, its CRM, and its calls.
func fields(r text.Record) []string {
	var all []string
	for _, f := range r.Fields {
		switch f.Key {
		case "Name", "CRM", "Calls":
		case "Fields":
			all = append(all, f.Items...)
		default:
			all = append(all, text.Item{Parts: []string{f.Key}, Text: f.Value}.String())
		}
	}
	return all
}
