package gongsim

import (
	"slices"
	"time"
)

// Folder is a public folder of a workspace's call library.
type Folder struct {
	ID, Name  string
	Parent    string // "" for the root
	Workspace string
	Creator   string // "" for what Gong made itself
	Updated   time.Time
	Calls     []FolderCall
}

// FolderCall is a call, or a snippet of one, that somebody put into a folder.
type FolderCall struct {
	CallID, Title, URL string
	Note               string // "" is null
	AddedBy            string
	Created            time.Time
	From, To           time.Duration // of the snippet; both 0 for the whole call
}

// The folders of each workspace: name, and the number of the folder above it (-1 for none).
var folderTree = []struct {
	name  string
	above int
}{
	{"Public Folders", -1},
	{"Best discovery calls", 0},
	{"Onboarding", 0},
	{"Week 1", 2},
	{"Week 2: demos & objections", 2},
	{"Competitors", 0},
	{"Pricing, \"tough\" ones", 0},
	{"Empty so far", 0},
	{"../up", 5},
}

// Folders lists the folders of a workspace with their calls.
func (s *Sim) Folders(workspace string) []Folder {
	w := slices.IndexFunc(s.workspaces, func(x Workspace) bool { return x.ID == workspace })
	if w < 0 {
		return nil
	}
	folders := make([]Folder, len(folderTree))
	for k, node := range folderTree {
		folders[k] = s.folder(w, k)
		if node.above >= 0 {
			folders[k].Parent = folders[node.above].ID
		}
	}
	return folders
}

func (s *Sim) folder(w, k int) Folder {
	d := throw(s.o.Seed, forFolder, w, k)
	f := Folder{
		ID: id(s.o.Seed, forFolder, w, k), Name: folderTree[k].name, Workspace: s.workspaces[w].ID,
		Updated: s.anchor.AddDate(-1, 0, -d.below(90)).Truncate(time.Microsecond).In(s.zone),
	}
	if k > 0 {
		f.Creator = s.users[d.below(s.o.Users)].ID
	}
	if k == 0 || f.Name == "Empty so far" {
		return f
	}
	now := s.Now()
	chosen := map[int32]bool{}
	for range d.between(2, 9) {
		chosen[int32(d.below(s.o.Calls))] = true
	}
	for _, e := range s.callsOf(func(e *entry) bool { return chosen[e.n] && int(e.place) == w && !e.private }) {
		c := s.made(e)
		one := s.shelve(&c, k)
		if one.Created.After(now) {
			continue
		}
		f.Calls = append(f.Calls, one)
		if one.To > 0 && d.chance(30) { // a second snippet of the same call
			one.From, one.To, one.Created = one.To, one.To+20*time.Second, one.Created.Add(time.Minute)
			f.Calls = append(f.Calls, one)
		}
	}
	for _, c := range f.Calls {
		f.Updated = later(f.Updated, c.Created)
	}
	return f
}

// shelve makes the entry of a call in folder k.
func (s *Sim) shelve(c *Call, k int) FolderCall {
	d := throw(s.o.Seed, forFolder, int(c.entry.n), k, 1)
	one := FolderCall{
		CallID: c.ID, Title: c.Title, URL: c.URL(), AddedBy: s.users[d.below(s.o.Users)].ID,
		Created: c.Started.Add(c.Duration + time.Duration(d.between(1, 72))*time.Hour).Truncate(time.Second),
	}
	if d.chance(60) {
		one.Note = pick(&d, []string{"Listen to minute 12", "Great recap\nand a calm close", "How to answer the price question", "💡 discovery done right"})
	}
	if d.chance(50) && c.Duration > 3*time.Minute {
		one.From = time.Duration(d.between(10, 100)) * time.Second
		one.To = one.From + time.Duration(d.between(10, 60))*time.Second
	}
	return one
}
