package review

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/store"
	"tamtam/core/text"
)

// scorecards are the reviews of a call in the datasets that hold it, each once, from the first that has it; the newest first.
func (d *Desk) scorecards(s *store.Snapshot, call *Call) []Scorecard {
	var all []Scorecard
	seen := map[string]bool{}
	name := []byte(text.Quote(string(call.ID)))
	for _, dataset := range call.Datasets {
		_ = s.Each(dataset, core.AnsweredScorecards, func(body []byte) bool { // what cannot be read has no reviews to show
			if !bytes.Contains(body, name) {
				return true
			}
			r, err := text.Parse(string(body))
			if err != nil || reviewed(r) != call.ID || seen[r.ID] {
				return true
			}
			seen[r.ID] = true
			all = append(all, scorecard(r))
			return true
		})
	}
	slices.SortStableFunc(all, func(a, b Scorecard) int { return b.At.Compare(a.At) })
	return all
}

// reviewed is the call that a review is of: "Acme renewal, 4570250816631531513: 2026-04-08 14:30:00 UTC".
func reviewed(r text.Record) core.CallID {
	i, err := text.ParseItem(r.Value("Call"))
	if err != nil || len(i.Parts) < 2 {
		return ""
	}
	return core.CallID(i.Parts[1])
}

func scorecard(r text.Record) Scorecard {
	card := Scorecard{Name: r.Value("Scorecard"), Reviewed: nameOf(r.Value("Reviewed user")), Reviewer: nameOf(r.Value("Reviewer"))}
	if at, err := text.ParseTime(r.Value("Reviewed at")); err == nil {
		card.At = at
	}
	for _, item := range r.Items("Answers") {
		if i, err := text.ParseItem(item); err == nil {
			a := Answer{Question: first(i.Parts), Text: i.Text, Notes: i.Notes}
			if len(i.Parts) > 1 {
				a.Chosen = strings.Join(i.Parts[1:], ", ")
			}
			card.Answers = append(card.Answers, a)
		}
	}
	return card
}

// nameOf is the name of a person who is written with an address.
func nameOf(item string) string {
	p, _, ok := digest.ParsePerson(item)
	if !ok {
		return item
	}
	return p.Name
}

func first(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return parts[0]
}

// cutNote finds the note that begins with a word and returns the rest of it.
func cutNote(notes []string, word string) (string, bool) {
	for _, note := range notes {
		if rest, ok := strings.CutPrefix(note, word); ok {
			return rest, true
		}
	}
	return "", false
}

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
