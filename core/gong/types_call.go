package gong

// Call is one call of POST /v2/calls/extensive: everything but what was said. Only the blocks that the Selector asked for are filled.
type Call struct {
	MetaData      CallMetaData      `json:"metaData"`
	Context       []CRMContext      `json:"context"`
	Parties       []Party           `json:"parties"` // nil on some imported calls
	Content       CallContent       `json:"content"`
	Interaction   CallInteraction   `json:"interaction"`
	Collaboration CallCollaboration `json:"collaboration"`
}

// CallMetaData is what GET /v2/calls lists of a call, and the head of a Call.
type CallMetaData struct {
	ID              ID     `json:"id"`
	URL             Text   `json:"url"` // the call's page in Gong, the stable link to its recording
	Title           Text   `json:"title"`
	Scheduled       Time   `json:"scheduled"`
	Started         Time   `json:"started"`
	Duration        Number `json:"duration"` // seconds
	PrimaryUserID   ID     `json:"primaryUserId"`
	Direction       Text   `json:"direction"` // Inbound, Outbound, Conference, Unknown
	System          Text   `json:"system"`
	Scope           Text   `json:"scope"`    // Internal, External, Unknown
	Media           Text   `json:"media"`    // Video, Audio
	Language        Text   `json:"language"` // ISO 639-2B; "und" unsupported, "zxx" too little speech
	WorkspaceID     ID     `json:"workspaceId"`
	SDRDisposition  Text   `json:"sdrDisposition"`
	ClientUniqueID  Text   `json:"clientUniqueId"`
	CustomData      Text   `json:"customData"`
	Purpose         Text   `json:"purpose"`
	MeetingURL      Text   `json:"meetingUrl"`
	IsPrivate       Bool   `json:"isPrivate"`
	CalendarEventID Text   `json:"calendarEventId"`
}

// Party is a person invited to a call or present in it.
type Party struct {
	ID           ID           `json:"id"` // of this party in this call; CallInteraction names it
	EmailAddress Text         `json:"emailAddress"`
	Name         Text         `json:"name"`
	Title        Text         `json:"title"`
	UserID       ID           `json:"userId"`    // of the Gong user, "" for people from outside
	SpeakerID    ID           `json:"speakerId"` // joins transcripts and trackers; "" for those who did not speak
	Context      []CRMContext `json:"context"`
	Affiliation  Text         `json:"affiliation"` // Internal, External, Unknown
	PhoneNumber  Text         `json:"phoneNumber"`
	Methods      []Text       `json:"methods"` // Invitee, Attendee
}

// CallContent is what Gong found in the words of a call. The AI fields are empty until Gong has processed the call.
type CallContent struct {
	Structure   []NamedDuration `json:"structure"` // the agenda
	Topics      []NamedDuration `json:"topics"`    // the configured topics, those of 0 seconds included
	Trackers    []CallTracker   `json:"trackers"`
	Brief       Text            `json:"brief"`
	Outline     []OutlineItem   `json:"outline"`
	Highlights  []Highlight     `json:"highlights"` // next steps live here
	CallOutcome *CallOutcome    `json:"callOutcome"`
	KeyPoints   []KeyPoint      `json:"keyPoints"`
}

// NamedDuration is a part of a call and how long it took.
type NamedDuration struct {
	Name     Text   `json:"name"`
	Duration Number `json:"duration"` // seconds
}

// CallTracker is a tracker and how often it was said in a call; count 0 is included.
type CallTracker struct {
	ID          ID           `json:"id"`
	Name        Text         `json:"name"`
	Count       Number       `json:"count"`
	Type        Text         `json:"type"` // KEYWORD, SMART
	Occurrences []Occurrence `json:"occurrences"`
	Phrases     []Phrase     `json:"phrases"` // where the occurrences are when the tracker lists each term separately
}

// Occurrence is a moment at which a tracker was said.
type Occurrence struct {
	StartTime Number `json:"startTime"` // seconds from the start
	SpeakerID ID     `json:"speakerId"`
}

// Phrase is one term of a tracker and how often it was said.
type Phrase struct {
	Phrase      Text         `json:"phrase"`
	Count       Number       `json:"count"`
	Occurrences []Occurrence `json:"occurrences"`
}

// OutlineItem is a section of a call's outline.
type OutlineItem struct {
	Section   Text          `json:"section"`
	StartTime Number        `json:"startTime"` // seconds from the start
	Duration  Number        `json:"duration"`  // seconds
	Items     []OutlineLine `json:"items"`
}

// OutlineLine is a sentence of an outline's section.
type OutlineLine struct {
	Text      Text   `json:"text"`
	StartTime Number `json:"startTime"` // seconds from the start
}

// Highlight is a titled list of moments, such as "Next steps".
type Highlight struct {
	Title Text            `json:"title"`
	Items []HighlightLine `json:"items"`
}

// HighlightLine is a sentence of a highlight and where in the call it comes from.
type HighlightLine struct {
	Text       Text     `json:"text"`
	StartTimes []Number `json:"startTimes"` // seconds from the start
}

// CallOutcome is what Gong's AI takes for the result of a call.
type CallOutcome struct {
	ID       ID   `json:"id"`
	Category Text `json:"category"`
	Name     Text `json:"name"`
}

// KeyPoint is a sentence of a call's summary.
type KeyPoint struct {
	Text Text `json:"text"`
}

// CallInteraction is how people talked with each other.
type CallInteraction struct {
	Speakers         []SpeakerTime   `json:"speakers"`         // people from outside are missing
	InteractionStats []Stat          `json:"interactionStats"` // of the host only
	Video            []NamedDuration `json:"video"`
	Questions        *Questions      `json:"questions"`
}

// SpeakerTime is how long a party talked.
type SpeakerTime struct {
	ID       ID     `json:"id"` // Party.ID, not Party.SpeakerID
	UserID   ID     `json:"userId"`
	TalkTime Number `json:"talkTime"` // seconds
}

// Questions counts the questions asked by the company's own people and by the others.
type Questions struct {
	CompanyCount    Number `json:"companyCount"`
	NonCompanyCount Number `json:"nonCompanyCount"`
}

// CallCollaboration is what people wrote about a call in Gong.
type CallCollaboration struct {
	PublicComments []Comment `json:"publicComments"`
}

// Comment is a public comment on a stretch of a call.
type Comment struct {
	ID              ID     `json:"id"`
	AudioStartTime  Number `json:"audioStartTime"` // seconds from the start
	AudioEndTime    Number `json:"audioEndTime"`   // seconds from the start
	CommenterUserID ID     `json:"commenterUserId"`
	Comment         Text   `json:"comment"`
	Posted          Time   `json:"posted"`
	InReplyTo       ID     `json:"inReplyTo"`
	DuringCall      Bool   `json:"duringCall"`
}
