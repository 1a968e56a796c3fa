package datatype

import (
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var libraries = Type{
	ID: core.Libraries, Kind: "Library folder", Title: "Libraries", Icon: "libraries",
	Description: "Saved call libraries and snippet collections",
	Scopes:      []string{scopeLibrary},
	Keys:        []string{"Name", "Path", "Workspace", "Updated", "Created by", "Calls"},
}

// Folder writes a library folder with its calls and snippets. The folders of the workspace bring its path.
func Folder(content gong.FolderContent, folders []gong.LibraryFolder, workspace gong.ID, d *Directory) Entry {
	r := text.New(libraries.Kind, string(content.ID))
	r.Set("Name", string(content.Name))
	r.Set("Path", folderPath(content, folders))
	r.Set("Workspace", d.WorkspaceName(workspace))
	r.Set("Updated", text.Time(content.Updated.Time))
	r.Set("Created by", d.person(content.CreatedBy, "").String())
	items := make([]string, len(content.Calls))
	for i, c := range content.Calls {
		items[i] = folderCall(c, d)
	}
	r.List("Calls", items)
	return Entry{Sort: byName(string(content.Name)), Record: r}
}

// folderPath writes the folder's parents from the root down and the folder itself: "Public Folders / Onboarding / Discovery".
func folderPath(content gong.FolderContent, folders []gong.LibraryFolder) string {
	byID := make(map[gong.ID]gong.LibraryFolder, len(folders))
	for _, f := range folders {
		byID[f.ID] = f
	}
	path := text.CleanLine(string(content.Name))
	passed := map[gong.ID]bool{content.ID: true}
	for id := byID[content.ID].ParentFolderID; id != "" && !passed[id]; id = byID[id].ParentFolderID {
		passed[id] = true
		name := string(id)
		if f, ok := byID[id]; ok && text.CleanLine(string(f.Name)) != "" {
			name = text.CleanLine(string(f.Name))
		}
		path = name + " / " + path
	}
	return path
}

// folderCall writes a call of a folder, its facts on lines below it and the note last, which may be long.
func folderCall(c gong.FolderCall, d *Directory) string {
	var lines []string
	if s := c.Snippet; s != nil {
		lines = append(lines, label("Snippet", span(offset(s.FromSec), offset(s.ToSec))))
	}
	added := text.Time(c.Created.Time)
	if c.AddedBy != "" {
		added = strings.TrimSpace(added + " by " + d.person(c.AddedBy, "").String())
	}
	lines = append(lines, label("Added", added), label("URL", text.CleanLine(string(c.URL))), label("Note", text.Clean(string(c.Note))))
	return under(text.Item{Parts: []string{string(c.Title), string(c.ID)}}.String(), lines...)
}

func span(from, to string) string {
	switch {
	case from == "" && to == "":
		return ""
	case to == "":
		return "from " + from
	case from == "":
		return "up to " + to
	}
	return from + " to " + to
}

func label(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}
