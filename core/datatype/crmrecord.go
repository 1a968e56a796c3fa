package datatype

import (
	"bytes"
	"cmp"
	"slices"

	"tamtam/core/gong"
	"tamtam/core/text"
)

// CRMRecord writes an object of a CRM from all its links, in whatever order: its fields as the newest call shows them, and the calls,
// newest first, those of equal time by id. What the CRM itself said of the object, if it was asked, goes before what calls show.
// Without links there is no record: the zero Entry.
func CRMRecord(links []Link, enriched []gong.CRMField) Entry {
	if len(links) == 0 {
		return Entry{}
	}
	links = newestLinks(links)
	newest := links[0]
	t := Of(newest.Type)
	known := knownFields{}
	others := known.take(fieldsOf(t.ID), enriched)
	others = withoutRepeats(others, enriched, known.take(fieldsOf(t.ID), newest.Fields))
	known.fill(links)

	r := text.New(t.Kind, newest.recordID())
	for _, key := range t.Keys {
		switch key {
		case "CRM":
			r.Set(key, newest.System)
		case "Fields":
			r.List(key, fieldItems(others))
		case "Calls":
			r.List(key, linkedCalls(links))
		default:
			r.Set(key, known[key])
		}
	}
	return Entry{Sort: byName(known["Name"]), Record: r}
}

// fill adds from the calls what the CRM's fields do not say, the newest call that knows it first.
func (k knownFields) fill(links []Link) {
	for _, l := range links {
		for key, value := range map[string]string{"Name": l.Name, "Email": l.Email, "Title": l.Title, "Account": l.Account} {
			if k[key] == "" {
				k[key] = text.CleanLine(value)
			}
		}
	}
}

// newestLinks returns the links newest first, each call once.
func newestLinks(links []Link) []Link {
	links = slices.Clone(links)
	slices.SortFunc(links, func(a, b Link) int {
		if order := cmp.Or(b.Started.Compare(a.Started), cmp.Compare(b.CallID, a.CallID)); order != 0 {
			return order
		}
		return bytes.Compare(AppendLink(nil, b), AppendLink(nil, a))
	})
	seen := make(map[string]bool, len(links))
	return slices.DeleteFunc(links, func(l Link) bool {
		again := seen[l.CallID]
		seen[l.CallID] = true
		return again
	})
}

// withoutRepeats adds to the fields those of a call which the CRM did not send under the same name.
func withoutRepeats(fields, enriched, ofCall []gong.CRMField) []gong.CRMField {
	said := make(map[string]bool, len(enriched))
	for _, f := range enriched {
		said[foldName(string(f.Name))] = true
	}
	for _, f := range ofCall {
		if !said[foldName(string(f.Name))] {
			fields = append(fields, f)
		}
	}
	return fields
}

func fieldItems(fields []gong.CRMField) []string {
	items := make([]string, len(fields))
	for i, f := range fields {
		items[i] = text.Item{Parts: []string{string(f.Name)}, Text: string(f.Value)}.String()
	}
	return items
}

func linkedCalls(links []Link) []string {
	items := make([]string, len(links))
	for i, l := range links {
		items[i] = callItem(l.CallTitle, l.CallID, l.Started).String()
	}
	return items
}
