package gongsim

import (
	"net/http"
	"slices"
)

// Profile is a permission profile: a role that a workspace gives to users.
type Profile struct {
	ID, Name, Description string
	Users                 []string // user ids
}

// roles are the names of the profiles, from the most to the least permitted; every workspace has all of them.
var roles = []struct{ name, description string }{
	{"Business Admin", "Sees and changes everything"},
	{"Team Leader", "Sees the calls of the own team"},
	{"Team Member", "Sees the own calls"},
}

// Profiles lists the permission profiles of a workspace by name. The users have theirs in the first workspace; the others give none.
func (s *Sim) Profiles(workspace string) []Profile {
	at := slices.IndexFunc(s.workspaces, func(w Workspace) bool { return w.ID == workspace })
	if at < 0 {
		return nil
	}
	profiles := make([]Profile, len(roles))
	for i, role := range roles {
		profiles[i] = Profile{ID: decimal(idNumber(s.o.Seed, forAccount, -20-at*len(roles)-i)), Name: role.name, Description: role.description}
	}
	if at == 0 {
		for i, u := range s.Users() {
			n := len(roles) - 1
			switch {
			case i == 0:
				n = 0
			case i%6 == 1:
				n = 1
			}
			profiles[n].Users = append(profiles[n].Users, u.ID)
		}
	}
	return profiles
}

func (s *Sim) listProfiles(a *asked) (*answer, *problem) {
	type wire struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Description string `json:"description"`
	}
	profiles := s.Profiles(a.query.Get("workspaceId"))
	if profiles == nil {
		return nil, fail(http.StatusBadRequest, "workspaceId: must not be null")
	}
	found := make([]wire, len(profiles))
	for i, p := range profiles {
		found[i] = wire{p.ID, p.Name, p.Description}
	}
	return &answer{head: []field{{"profiles", found}}}, nil
}

func (s *Sim) listProfileUsers(a *asked) (*answer, *problem) {
	type wire struct {
		ID    string `json:"id"`
		Email string `json:"emailAddress"`
	}
	for _, w := range s.workspaces {
		for _, p := range s.Profiles(w.ID) {
			if p.ID != a.query.Get("profileId") {
				continue
			}
			found := []wire{}
			for _, u := range s.Users() {
				if slices.Contains(p.Users, u.ID) {
					found = append(found, wire{u.ID, u.Email})
				}
			}
			return &answer{head: []field{{"users", found}}}, nil
		}
	}
	return nil, fail(http.StatusBadRequest, "Permission profile was not found")
}
