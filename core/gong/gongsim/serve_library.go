package gongsim

import (
	"net/http"
	"slices"
	"time"
)

type wireFolder struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Parent  *string `json:"parentFolderId"`
	Creator *string `json:"createdBy"`
	Updated string  `json:"updated"`
}

type wireShelved struct {
	ID      string       `json:"id"`
	Title   *string      `json:"title"`
	Note    *string      `json:"note"`
	AddedBy string       `json:"addedBy"`
	Created string       `json:"created"`
	URL     string       `json:"url"`
	Snippet *wireSnippet `json:"snippet"`
}

type wireSnippet struct {
	From int64 `json:"fromSec"`
	To   int64 `json:"toSec"`
}

func (s *Sim) listFolders(a *asked) (*answer, *problem) {
	workspace := a.query.Get("workspaceId")
	if workspace == "" {
		if len(s.workspaces) > 1 {
			return nil, fail(http.StatusBadRequest, "workspaceId: must not be null when the company has several workspaces")
		}
		workspace = s.workspaces[0].ID
	}
	folders := s.Folders(workspace)
	if folders == nil {
		return nil, fail(http.StatusNotFound, "Workspace not found")
	}
	return list("folders", nil, each(folders, func(f Folder) any {
		return wireFolder{f.ID, f.Name, null(f.Parent), null(f.Creator), s.stamp(f.Updated, 6)}
	})), nil
}

func (s *Sim) folderContent(a *asked) (*answer, *problem) {
	wanted := a.query.Get("folderId")
	if wanted == "" {
		return nil, fail(http.StatusBadRequest, "folderId: must not be null")
	}
	for w := range s.workspaces {
		for k := range folderTree {
			if id(s.o.Seed, forFolder, w, k) != wanted {
				continue
			}
			f := s.folder(w, k)
			head := []field{{"id", f.ID}, {"name", f.Name}, {"createdBy", null(f.Creator)}, {"updated", s.stamp(f.Updated, 6)}}
			return list("calls", nil, each(f.Calls, s.wireShelved), head...), nil
		}
	}
	return nil, fail(http.StatusNotFound, "No folders found for the specified period")
}

func (s *Sim) wireShelved(c FolderCall) any {
	w := wireShelved{ID: c.CallID, Title: null(c.Title), Note: null(c.Note), AddedBy: c.AddedBy, Created: s.stamp(c.Created, 0), URL: c.URL}
	if c.To > 0 {
		w.Snippet = &wireSnippet{int64(c.From / time.Second), int64(c.To / time.Second)}
	}
	return w
}

type wireKeyword struct {
	ID          string      `json:"trackerId"`
	Name        string      `json:"trackerName"`
	Workspace   string      `json:"workspaceId"`
	Keywords    []wireTerms `json:"languageKeywords"`
	Affiliation string      `json:"affiliation"`
	InQuestions bool        `json:"partOfQuestion"`
	SaidAt      string      `json:"saidAt"`
	Interval    *int        `json:"saidAtInterval"`
	Unit        *string     `json:"saidAtUnit"`
	Topics      []string    `json:"saidInTopics"`
	Filter      string      `json:"filterQuery"`
	Created     string      `json:"created"`
	Creator     *string     `json:"creatorUserId"`
	Updated     string      `json:"updated"`
	Updater     *string     `json:"updaterUserId"`
}

type wireTerms struct {
	Language string   `json:"language"`
	Keywords []string `json:"keywords"`
	Related  bool     `json:"includeRelatedForms"`
}

func (s *Sim) listTrackers(a *asked) (*answer, *problem) {
	workspace := a.query.Get("workspaceId")
	if workspace != "" && !slices.ContainsFunc(s.workspaces, func(w Workspace) bool { return w.ID == workspace }) {
		return nil, fail(http.StatusNotFound, "Workspace not found")
	}
	found := slices.DeleteFunc(s.Trackers(), func(t Tracker) bool { return workspace != "" && t.Workspace != workspace })
	return list("keywordTrackers", nil, each(found, func(t Tracker) any {
		w := wireKeyword{
			ID: t.ID, Name: t.Name, Workspace: t.Workspace, Keywords: []wireTerms{}, Affiliation: t.Affiliation, InQuestions: t.InQuestions,
			SaidAt: t.SaidAt, Topics: append([]string{}, t.Topics...), Filter: "{}", Created: s.stamp(t.Created, 6), Creator: null(t.Creator),
			Updated: s.stamp(t.Updated, 6), Updater: null(t.Creator),
		}
		if t.SaidAt != "Anytime" {
			n := 5
			w.Interval, w.Unit = &n, null("MINUTES")
		}
		for _, k := range t.Keywords {
			w.Keywords = append(w.Keywords, wireTerms{k.Language, k.Terms, k.Related})
		}
		return w
	})), nil
}
