package directory

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core/text"
	"tamtam/core/timeline"
)

// Cells are an object's fields as the cells of a table, by field: what is read back from them is the object. Fields that are not known have no cell.
type Cells map[Field]string

// CellsOfCompany are a company's fields.
func CellsOfCompany(c timeline.Company) Cells {
	cells := Cells{
		"gsid": string(c.GSID), "name": c.Name, "crm_system": string(c.CRMSystem), "crm_account_id": c.CRMAccountID, "industry": c.Industry,
		"arr": numberCell(c.ARR), "mrr": numberCell(c.MRR), "employees": numberCell(c.Employees), "stage": c.Stage, "status": c.Status,
		"csm_user_gsid": string(c.CSM), "original_contract_date": dateCell(c.OriginalContract), "renewal_date": dateCell(c.Renewal),
		"lifetime_months": numberCell(c.LifetimeMonths), "managed_as": string(c.ManagedAs), "parent_gsid": string(c.Parent),
		"current_score": numberCell(c.CurrentScore), "nps": numberCell(c.NPS), "tags": listCell(c.Tags), "domains": listCell(c.Domains),
		"created_at": dateCell(c.Created), "modified_at": dateCell(c.Modified),
	}
	return cells.with(c.Custom)
}

// CellsOfPerson are the rows of a person: one for each company that they belong to, and one for somebody who belongs to none.
func CellsOfPerson(p timeline.Person) []Cells {
	one := func() Cells {
		return Cells{"gsid": string(p.GSID), "email": p.Email, "first_name": p.FirstName, "last_name": p.LastName, "external_id": p.ExternalID}
	}
	if len(p.Companies) == 0 {
		return []Cells{one().with(nil)}
	}
	rows := make([]Cells, 0, len(p.Companies))
	for _, place := range p.Companies {
		cells := one()
		cells["company_gsid"], cells["title"], cells["role"] = string(place.Company), place.Title, place.Role
		cells["is_primary_company"], cells["active"] = strconv.FormatBool(place.Primary), strconv.FormatBool(place.Active)
		rows = append(rows, cells.with(nil))
	}
	return rows
}

// CellsOfUser are a user's fields.
func CellsOfUser(u timeline.User) Cells {
	cells := Cells{
		"gsid": string(u.GSID), "first_name": u.FirstName, "last_name": u.LastName, "email": u.Email, "username": u.Username,
		"active": strconv.FormatBool(u.Active), "license": string(u.License), "system_type": string(u.SystemType), "title": u.Title,
		"timezone": u.Timezone, "manager_gsid": string(u.Manager), "company_gsid": string(u.Company), "external_id": u.ExternalID,
		"created_at": dateCell(u.Created), "modified_at": dateCell(u.Modified),
	}
	return cells.with(u.Custom)
}

// with adds custom fields and leaves out what is not known.
func (c Cells) with(custom map[string]string) Cells {
	for name, value := range custom {
		c[Field(Custom+name)] = value
	}
	maps.DeleteFunc(c, func(_ Field, cell string) bool { return cell == "" })
	return c
}

func numberCell(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// dateCell is a day, or an instant where it is none.
func dateCell(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.UTC().Format(time.DateOnly)
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func listCell(all []string) string { return strings.Join(all, "; ") }

// tableOf is a table of rows of cells.
func tableOf(rows []Cells) (t Table, columns Columns) {
	used := map[Field]bool{}
	for _, row := range rows {
		for f := range row {
			used[f] = true
		}
	}
	columns = slices.Sorted(maps.Keys(used))
	for _, f := range columns {
		t.Titles = append(t.Titles, string(f))
	}
	for i, row := range rows {
		cells := make([]string, len(columns))
		for j, f := range columns {
			cells[j] = text.CleanLine(row[f])
		}
		t.Rows = append(t.Rows, Row{i + 1, cells})
	}
	return t, columns
}
