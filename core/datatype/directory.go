package datatype

import (
	"slices"
	"strings"

	"tamtam/core/gong"
	"tamtam/core/text"
)

// Directory knows the names behind Gong's ids: users and workspaces. The zero Directory and a nil one know nobody; records made
// with them show ids where names would stand.
type Directory struct {
	users      map[gong.ID]gong.User
	workspaces map[gong.ID]string
	roles      map[gong.ID][]string
}

// AddUsers adds users, replacing those with the same id.
func (d *Directory) AddUsers(users ...gong.User) {
	if d.users == nil {
		d.users = make(map[gong.ID]gong.User, len(users))
	}
	for _, u := range users {
		d.users[u.ID] = u
	}
}

// AddWorkspaces adds workspaces, replacing those with the same id.
func (d *Directory) AddWorkspaces(workspaces ...gong.Workspace) {
	if d.workspaces == nil {
		d.workspaces = make(map[gong.ID]string, len(workspaces))
	}
	for _, w := range workspaces {
		d.workspaces[w.ID] = text.CleanLine(string(w.Name))
	}
}

// AddRole adds the name of a permission profile that the user has. A user may have one in each workspace.
func (d *Directory) AddRole(user gong.ID, role string) {
	role = text.CleanLine(role)
	if role == "" || slices.Contains(d.roles[user], role) {
		return
	}
	if d.roles == nil {
		d.roles = make(map[gong.ID][]string)
	}
	d.roles[user] = append(d.roles[user], role)
	slices.Sort(d.roles[user])
}

// User returns the user with the id.
func (d *Directory) User(id gong.ID) (gong.User, bool) {
	if d == nil || id == "" {
		return gong.User{}, false
	}
	u, ok := d.users[id]
	return u, ok
}

// WorkspaceName returns the name of the workspace with the id, else the id.
func (d *Directory) WorkspaceName(id gong.ID) string {
	if d != nil {
		if name := d.workspaces[id]; name != "" {
			return name
		}
	}
	return string(id)
}

func (d *Directory) rolesOf(user gong.ID) []string {
	if d == nil {
		return nil
	}
	return d.roles[user]
}

// gongItself is the id that Gong gives as the author of what it made itself.
const gongItself gong.ID = "-1"

// person writes a user as "Jane Doe <jane@acme.com>"; of an unknown one the e-mail when the caller has it, else the id.
func (d *Directory) person(id gong.ID, email gong.Text) text.Item {
	if id == gongItself {
		return text.Item{Parts: []string{"Gong"}}
	}
	if u, ok := d.User(id); ok {
		item := text.Item{Parts: []string{fullName(u)}, Email: string(u.EmailAddress)}
		if item.String() != "" {
			return item
		}
	}
	if text.CleanLine(string(email)) != "" {
		return text.Item{Email: string(email)}
	}
	return text.Item{Parts: []string{string(id)}}
}

// shortName is what a user is called where an e-mail would only be noise: the name, else the e-mail, else the id.
func (d *Directory) shortName(id gong.ID) string {
	item := d.person(id, "")
	if len(item.Parts) > 0 && item.Parts[0] != "" {
		return item.Parts[0]
	}
	return text.CleanLine(item.Email)
}

func fullName(u gong.User) string {
	return strings.TrimSpace(text.CleanLine(string(u.FirstName)) + " " + text.CleanLine(string(u.LastName)))
}
