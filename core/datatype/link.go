package datatype

import (
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

// Link is one CRM object seen on one call. All the links of an object make its record.
type Link struct {
	// Type is the data type to which the object belongs: deals, contacts or accounts.
	Type core.DataType
	// System, ObjectType and ObjectID tell the object apart, in the CRM's own words: Salesforce, Opportunity, 006B.
	System, ObjectType, ObjectID string
	// Fields are what the CRM knows of the object, as of Gong's last synchronization.
	Fields []gong.CRMField
	// Account is the name of the account on the same call, for deals and contacts; "" when several could be meant.
	Account string
	// Name, Email and Title are the party's to whom a contact belongs, for when the CRM's own fields do not say.
	Name, Email, Title string
	// CallID, CallTitle and Started tell the call.
	CallID, CallTitle string
	Started           time.Time
}

// Links returns the distinct objects that a call is linked to, by itself or by its parties: accounts, deals and contacts, under any of
// the names that CRMs have for them. Leads, users and objects without an id make no records.
func Links(c gong.Call) []Link {
	all := sights(c)
	var links []Link
	for _, s := range all {
		t, ok := typeOfObject(string(s.object.ObjectType))
		if !ok || s.object.ObjectID == "" {
			continue
		}
		link := Link{
			Type: t, System: s.system, ObjectType: string(s.object.ObjectType), ObjectID: string(s.object.ObjectID), Fields: s.object.Fields,
			CallID: string(c.MetaData.ID), CallTitle: string(c.MetaData.Title), Started: c.MetaData.Started.UTC(),
		}
		if t != core.CRMAccounts {
			link.Account = accountOf(s, all)
		}
		if s.party != nil && t == core.CRMContacts {
			link.Name, link.Email, link.Title = string(s.party.Name), string(s.party.EmailAddress), string(s.party.Title)
		}
		links = append(links, link)
	}
	return links
}

// accountOf names the account to which an object on a call belongs: the one whose id the object's AccountId holds, else that of the
// same party, else the only one that the call shows of the same CRM.
func accountOf(s sight, all []sight) string {
	var wanted string
	for _, f := range s.object.Fields {
		if foldName(string(f.Name)) == "accountid" {
			wanted = string(f.Value)
		}
	}
	var mine, only []string
	for _, other := range all {
		if t, ok := typeOfObject(string(other.object.ObjectType)); !ok || t != core.CRMAccounts {
			continue
		}
		known := knownFields{}
		known.take(accountFields, other.object.Fields)
		name := text.CleanLine(known["Name"])
		if wanted != "" && string(other.object.ObjectID) == wanted {
			return name
		}
		if s.party != nil && s.party == other.party {
			mine = append(mine, name)
		}
		if s.system == other.system {
			only = append(only, name)
		}
	}
	switch {
	case len(mine) == 1:
		return mine[0]
	case len(only) == 1:
		return only[0]
	}
	return ""
}

// Key tells the link's object from all others, whatever the call: type, system and id.
func (l Link) Key() string { return objectKey(l.System, l.ObjectType, l.ObjectID) }

// recordID is the id of the object's record: "Salesforce/006B".
func (l Link) recordID() string { return strings.ReplaceAll(l.System, "/", "%2F") + "/" + l.ObjectID }

// ObjectPrefix begins the keys of all objects of a data type.
func ObjectPrefix(t core.DataType) string { return string(t) + "\x00" }

// ObjectRecord is the id, as in its file, of the record of the object with the key.
func ObjectRecord(key string) string {
	_, rest, _ := strings.Cut(key, "\x00")
	system, id, _ := strings.Cut(rest, "\x00")
	return text.EscapeID(Link{System: system, ObjectID: id}.recordID())
}

// AppendLink writes a link behind b for storage; it is a few bytes longer than its texts.
func AppendLink(b []byte, l Link) []byte {
	for _, s := range []string{
		string(l.Type), l.System, l.ObjectType, l.ObjectID, l.Account, l.Name, l.Email, l.Title, l.CallID, l.CallTitle,
	} {
		b = appendString(b, s)
	}
	b = binary.AppendVarint(b, l.Started.Unix())
	b = binary.AppendUvarint(b, uint64(l.Started.Nanosecond()))
	for _, f := range l.Fields {
		b = appendString(appendString(b, string(f.Name)), string(f.Value))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errLink = errors.New("a stored CRM link is cut short")

// ParseLink reads what AppendLink wrote: the same link, with its time in UTC. It keeps nothing of b.
func ParseLink(b []byte) (Link, error) {
	var l Link
	var kind string
	for _, s := range []*string{
		&kind, &l.System, &l.ObjectType, &l.ObjectID, &l.Account, &l.Name, &l.Email, &l.Title, &l.CallID, &l.CallTitle,
	} {
		var ok bool
		if *s, b, ok = cutString(b); !ok {
			return Link{}, errLink
		}
	}
	l.Type = core.DataType(kind)
	seconds, n := binary.Varint(b)
	if n <= 0 {
		return Link{}, errLink
	}
	b = b[n:]
	nanos, n := binary.Uvarint(b)
	if n <= 0 || nanos >= uint64(time.Second) {
		return Link{}, errLink
	}
	l.Started = time.Unix(seconds, int64(nanos)).UTC()
	for b = b[n:]; len(b) > 0; {
		name, rest, ok := cutString(b)
		value, rest, ok2 := cutString(rest)
		if !ok || !ok2 {
			return Link{}, errLink
		}
		l.Fields, b = append(l.Fields, gong.CRMField{Name: gong.Text(name), Value: gong.Value(value)}), rest
	}
	return l, nil
}

func cutString(b []byte) (s string, rest []byte, ok bool) {
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return "", nil, false
	}
	b = b[n:]
	return string(b[:size]), b[size:], true
}
