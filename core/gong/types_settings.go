package gong

// Scorecard is a form for reviewing calls, enabled or not.
type Scorecard struct {
	ScorecardID   ID                  `json:"scorecardId"`
	ScorecardName Text                `json:"scorecardName"`
	WorkspaceID   ID                  `json:"workspaceId"`
	Enabled       Bool                `json:"enabled"`
	UpdaterUserID ID                  `json:"updaterUserId"` // "-1" when Gong itself made it
	Created       Time                `json:"created"`
	Updated       Time                `json:"updated"`
	ReviewMethod  Text                `json:"reviewMethod"` // AUTOMATIC, MANUAL
	Questions     []ScorecardQuestion `json:"questions"`
}

// ScorecardQuestion is a question of a Scorecard.
type ScorecardQuestion struct {
	QuestionID         ID             `json:"questionId"`
	QuestionRevisionID ID             `json:"questionRevisionId"`
	QuestionText       Text           `json:"questionText"`
	IsOverall          Bool           `json:"isOverall"`
	QuestionType       Text           `json:"questionType"` // RANGE, or a kind of selection
	AnswerGuide        Text           `json:"answerGuide"`
	MinRange           Number         `json:"minRange"`
	MaxRange           Number         `json:"maxRange"`
	AnswerOptions      []AnswerOption `json:"answerOptions"`
	UpdaterUserID      ID             `json:"updaterUserId"`
	Created            Time           `json:"created"`
	Updated            Time           `json:"updated"`
}

// AnswerOption is one of the answers that a question offers.
type AnswerOption struct {
	ID   ID   `json:"id"`
	Text Text `json:"text"`
}

// Tracker is a keyword tracker. Gong does not list the definitions of smart trackers.
type Tracker struct {
	TrackerID        ID                `json:"trackerId"`
	TrackerName      Text              `json:"trackerName"`
	WorkspaceID      ID                `json:"workspaceId"`
	LanguageKeywords []LanguageKeyword `json:"languageKeywords"`
	Affiliation      Text              `json:"affiliation"` // Anyone, Company, NonCompany
	PartOfQuestion   Bool              `json:"partOfQuestion"`
	SaidAt           Text              `json:"saidAt"` // Anytime, First, Last
	SaidAtInterval   Number            `json:"saidAtInterval"`
	SaidAtUnit       Text              `json:"saidAtUnit"`
	SaidInTopics     []Text            `json:"saidInTopics"`
	FilterQuery      Text              `json:"filterQuery"` // JSON as text, "{}" for none
	Created          Time              `json:"created"`
	CreatorUserID    ID                `json:"creatorUserId"`
	Updated          Time              `json:"updated"`
	UpdaterUserID    ID                `json:"updaterUserId"`
}

// LanguageKeyword is the words of a Tracker in one language.
type LanguageKeyword struct {
	Language            Text   `json:"language"` // ISO 639-2B, or "mul"
	Keywords            []Text `json:"keywords"`
	IncludeRelatedForms Bool   `json:"includeRelatedForms"`
}

// LibraryFolder is a public folder of a workspace's library. The list is flat: ParentFolderID makes the tree.
type LibraryFolder struct {
	ID             ID   `json:"id"`
	Name           Text `json:"name"`
	ParentFolderID ID   `json:"parentFolderId"` // "" for a root
	CreatedBy      ID   `json:"createdBy"`      // "" for a built-in folder
	Updated        Time `json:"updated"`
}

// FolderContent is a library folder with the calls and snippets in it.
type FolderContent struct {
	ID        ID           `json:"id"`
	Name      Text         `json:"name"`
	CreatedBy ID           `json:"createdBy"`
	Updated   Time         `json:"updated"`
	Calls     []FolderCall `json:"calls"`
}

// FolderCall is a call, or a snippet of one, in a library folder. The same call may occur several times.
type FolderCall struct {
	ID      ID       `json:"id"`
	Title   Text     `json:"title"`
	Note    Text     `json:"note"`
	AddedBy ID       `json:"addedBy"`
	Created Time     `json:"created"` // when it was added
	URL     Text     `json:"url"`
	Snippet *Snippet `json:"snippet"` // nil for the whole call
}

// Snippet is a stretch of a call.
type Snippet struct {
	FromSec Number `json:"fromSec"`
	ToSec   Number `json:"toSec"`
}
