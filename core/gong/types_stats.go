package gong

// Stat is a measure with its name, as Gong names it: "Talk Ratio", "Longest Monologue".
type Stat struct {
	Name  Text   `json:"name"`
	Value Number `json:"value"`
}

// UserActivity is a user's activity, one row per period (day, week, ..).
type UserActivity struct {
	UserID                ID               `json:"userId"`
	UserEmailAddress      Text             `json:"userEmailAddress"`
	UserAggregateActivity []ActivityPeriod `json:"userAggregateActivity"`
}

// ActivityPeriod is the fifteen counters of one user over one period. FromDate is its first instant in the company's zone, so
// FromDate's own date is the day; ToDate is excluded.
type ActivityPeriod struct {
	ActivityCounters
	FromDate Time `json:"fromDate"`
	ToDate   Time `json:"toDate"`
}

// ActivityCounters is what Gong counts of a user's work.
type ActivityCounters struct {
	CallsAsHost                   Number `json:"callsAsHost"`
	CallsAttended                 Number `json:"callsAttended"`
	CallsGaveFeedback             Number `json:"callsGaveFeedback"`
	CallsRequestedFeedback        Number `json:"callsRequestedFeedback"`
	CallsReceivedFeedback         Number `json:"callsReceivedFeedback"`
	OwnCallsListenedTo            Number `json:"ownCallsListenedTo"`
	OthersCallsListenedTo         Number `json:"othersCallsListenedTo"`
	CallsSharedInternally         Number `json:"callsSharedInternally"`
	CallsSharedExternally         Number `json:"callsSharedExternally"`
	CallsCommentsGiven            Number `json:"callsCommentsGiven"`
	CallsCommentsReceived         Number `json:"callsCommentsReceived"`
	CallsMarkedAsFeedbackGiven    Number `json:"callsMarkedAsFeedbackGiven"`
	CallsMarkedAsFeedbackReceived Number `json:"callsMarkedAsFeedbackReceived"`
	CallsScorecardsFilled         Number `json:"callsScorecardsFilled"`
	CallsScorecardsReceived       Number `json:"callsScorecardsReceived"`
}

// Stats lists the fifteen counters in a fixed order under Gong's names for them ("callsAsHost"). Those that Gong did not send are
// in it with an absent value.
func (c *ActivityCounters) Stats() [15]Stat {
	return [15]Stat{
		{"callsAsHost", c.CallsAsHost},
		{"callsAttended", c.CallsAttended},
		{"callsGaveFeedback", c.CallsGaveFeedback},
		{"callsRequestedFeedback", c.CallsRequestedFeedback},
		{"callsReceivedFeedback", c.CallsReceivedFeedback},
		{"ownCallsListenedTo", c.OwnCallsListenedTo},
		{"othersCallsListenedTo", c.OthersCallsListenedTo},
		{"callsSharedInternally", c.CallsSharedInternally},
		{"callsSharedExternally", c.CallsSharedExternally},
		{"callsCommentsGiven", c.CallsCommentsGiven},
		{"callsCommentsReceived", c.CallsCommentsReceived},
		{"callsMarkedAsFeedbackGiven", c.CallsMarkedAsFeedbackGiven},
		{"callsMarkedAsFeedbackReceived", c.CallsMarkedAsFeedbackReceived},
		{"callsScorecardsFilled", c.CallsScorecardsFilled},
		{"callsScorecardsReceived", c.CallsScorecardsReceived},
	}
}

// PersonInteractionStats is how a user talked over the whole range that was asked for.
type PersonInteractionStats struct {
	UserID                 ID     `json:"userId"`
	UserEmailAddress       Text   `json:"userEmailAddress"`
	PersonInteractionStats []Stat `json:"personInteractionStats"`
}

// AnsweredScorecard is one review of one call.
type AnsweredScorecard struct {
	AnsweredScorecardID ID                `json:"answeredScorecardId"`
	ScorecardID         ID                `json:"scorecardId"`
	ScorecardName       Text              `json:"scorecardName"`
	CallID              ID                `json:"callId"`
	CallStartTime       Time              `json:"callStartTime"`
	ReviewedUserID      ID                `json:"reviewedUserId"`
	ReviewerUserID      ID                `json:"reviewerUserId"` // "" when automatic
	ReviewMethod        Text              `json:"reviewMethod"`   // AUTOMATIC, MANUAL
	EditorUserID        ID                `json:"editorUserId"`
	ReviewTime          Time              `json:"reviewTime"`
	VisibilityType      Text              `json:"visibilityType"` // PUBLIC, PRIVATE, OPT_IN_USERS, MANAGERS, MANAGERS_AND_REVIEWEE
	Answers             []ScorecardAnswer `json:"answers"`
}

// ScorecardAnswer is the answer to one question.
type ScorecardAnswer struct {
	QuestionID         ID     `json:"questionId"`
	QuestionRevisionID ID     `json:"questionRevisionId"`
	IsOverall          Bool   `json:"isOverall"`
	Score              Number `json:"score"`
	AnswerText         Text   `json:"answerText"`
	NotApplicable      Bool   `json:"notApplicable"`
	SelectedOptions    []Text `json:"selectedOptions"`
}
