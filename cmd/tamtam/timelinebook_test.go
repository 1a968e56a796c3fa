//go:build xvfb && linux

package main_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tamtam/core/gong/gongsim"
)

// twins are the names of the two users who share the address of an owner of meetings.
var twins = []string{"Ada Twin", "Bea Twin"}

// book is a directory as tables, made from who was in an account's meetings.
type book struct {
	companies, persons, users [][]string
	left, leftID              string // the company that the filter leaves out
}

// bookOf is the directory of an account. Every third company is missing, and the owner of most meetings is two users.
func bookOf(sim *gongsim.Sim) (b book) {
	b.companies = [][]string{{"gsid", "name", "crm_system", "crm_account_id", "industry", "ARR"}}
	b.persons = [][]string{{"email", "first_name", "company_gsid", "title", "primary"}}
	b.users = [][]string{{"gsid", "first_name", "last_name", "email", "username", "license"}}
	owners, meetings, seen := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, c := range sim.Calls(time.Time{}, time.Time{}) {
		owners[c.Host]++
		company := ""
		for _, link := range c.Links {
			for _, o := range link.Objects {
				if o.Type != "Account" || link.System != "Salesforce" {
					continue
				}
				company = "c" + o.ID
				if meetings[company]++; meetings[company] == 1 && len(meetings)%3 > 0 {
					b.companies = append(b.companies, []string{company, nameOf(o), link.System, o.ID, []string{"Retail", "Finance"}[len(meetings)%2], "50000"})
				}
			}
		}
		for _, p := range c.Parties {
			known := slices.ContainsFunc(b.companies, func(row []string) bool { return row[0] == company })
			if p.Affiliation == "External" && strings.Contains(p.Email, "@") && known && !seen[strings.ToLower(p.Email)] {
				seen[strings.ToLower(p.Email)] = true
				first, _, _ := strings.Cut(p.Name, " ")
				b.persons = append(b.persons, []string{p.Email, first, company, p.Title, "yes"})
			}
		}
	}
	most := ""
	for _, u := range sim.Users() {
		if owners[u.ID] > owners[most] {
			most = u.ID
		}
	}
	for _, u := range sim.Users() {
		if u.ID != most && owners[u.ID] > 0 {
			b.users = append(b.users, []string{"u" + u.ID, u.First, u.Last, u.Email, u.Email, "Full"})
		}
		for i, name := range twins {
			if first, last, _ := strings.Cut(name, " "); u.ID == most {
				b.users = append(b.users, []string{"u" + u.ID + first, first, last, u.Email, []string{"ada", "bea"}[i] + "@twins.example", "Full"})
			}
		}
	}
	left := 0
	for _, row := range b.companies[1:] {
		if meetings[row[0]] > left {
			left, b.left, b.leftID = meetings[row[0]], row[1], row[0]
		}
	}
	return b
}

func nameOf(o gongsim.Object) string {
	for _, f := range o.Fields {
		if name, ok := f.Value.(string); ok && f.Name == "Name" {
			return name
		}
	}
	return o.ID
}

// write writes the tables into a folder: one as a workbook, the others as text.
func (b book) write(t *testing.T, folder string) {
	t.Helper()
	for name, rows := range map[string][][]string{"a-companies.csv": b.companies, "c-users.csv": b.users} {
		file, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := csv.NewWriter(file).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
	}
	workbook := excelize.NewFile()
	for i, row := range b.persons {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = workbook.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := workbook.SaveAs(filepath.Join(folder, "b-persons.xlsx")); err != nil {
		t.Fatal(err)
	}
}
