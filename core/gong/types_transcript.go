package gong

// CallTranscript is what was said in one call. It names no people: SpeakerID joins Party.SpeakerID of the same call.
type CallTranscript struct {
	CallID     ID          `json:"callId"`
	Transcript []Monologue `json:"transcript"`
}

// Monologue is what one person says without being interrupted.
type Monologue struct {
	SpeakerID ID         `json:"speakerId"` // may be ""
	Topic     Text       `json:"topic"`     // often ""
	Sentences []Sentence `json:"sentences"`
}

// Sentence is one sentence and its time. Text is a plain string because pages hold tens of thousands of them.
type Sentence struct {
	Start Millis `json:"start"`
	End   Millis `json:"end"`
	Text  string `json:"text"`
}
