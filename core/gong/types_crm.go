package gong

import (
	"bytes"
	"encoding/json"
)

// CRMContext is the objects of one CRM that a call or a party is linked to.
type CRMContext struct {
	System  Text        `json:"system"` // Salesforce, HubSpot, MicrosoftDynamic, Generic
	Objects []CRMObject `json:"objects"`
}

// CRMObject is an object of a CRM as Gong last synchronized it.
type CRMObject struct {
	ObjectType Text       `json:"objectType"` // of calls Account, Opportunity; of parties Contact, Lead, User; open-ended
	ObjectID   ID         `json:"objectId"`
	Timing     Text       `json:"timing"` // Now, TimeOfCall
	Fields     []CRMField `json:"fields"`
}

// CRMField is a field of a CRM object.
type CRMField struct {
	Name  Text  `json:"name"`
	Value Value `json:"value"`
}

// CRMIntegration is a CRM that was registered through Gong's API. Native Salesforce, HubSpot and Dynamics are never listed.
type CRMIntegration struct {
	IntegrationID ID   `json:"integrationId"`
	OwnerEmail    Text `json:"ownerEmail"`
	Name          Text `json:"name"`
}

// CRMObjectType names a kind of object in a CRM that was registered through Gong's API.
type CRMObjectType string

// The kinds of objects that Gong's CRM API knows.
const (
	CRMAccount CRMObjectType = "ACCOUNT"
	CRMContact CRMObjectType = "CONTACT"
	CRMDeal    CRMObjectType = "DEAL"
	CRMLead    CRMObjectType = "LEAD"
)

// CRMEntity is what Gong knows of one asked-for id.
type CRMEntity struct {
	ID     ID
	Found  bool       // false when Gong sent null: it has no such object
	Fields []CRMField // in the order in which Gong sent them
}

// crmFields decodes a JSON object into fields and keeps their order; found is false for null and for anything but an object.
type crmFields struct {
	fields []CRMField
	found  bool
}

// UnmarshalJSON accepts an object; everything else stands for "not found".
func (c *crmFields) UnmarshalJSON(b []byte) error {
	*c = crmFields{}
	if len(b) == 0 || b[0] != '{' {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return err
	}
	c.found = true
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		field := CRMField{Name: Text(name.(string))} // a key of an object is always a string
		if err := d.Decode(&field.Value); err != nil {
			return err
		}
		c.fields = append(c.fields, field)
	}
	return nil
}
