package say

import (
	"errors"
	"fmt"
	"strings"

	"tamtam/core"
)

// Problem is a failure as a person reads it. Each part but Details is one or two whole sentences; Cause and Next may be "".
type Problem struct {
	// Headline is what happened.
	Headline string
	// Cause is the likely reason.
	Cause string
	// Next is what the person can do.
	Next string
	// Details is for support: the error's text and Gong's id of the request.
	Details string
}

// Body is cause and next step, one after the other.
func (p Problem) Body() string { return join(p.Cause, p.Next) }

// Line is headline, cause and next step as one line, for a toast or a row.
func (p Problem) Line() string { return join(p.Headline, p.Cause, p.Next) }

func join(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// Error makes a Problem of err. happened says what did not work, without a full stop: "The dataset could not be exported".
func Error(err error, happened string) Problem {
	p := Problem{Headline: Sentence(happened), Details: details(err)}
	p.Cause, p.Next = reason(err)
	return p
}

type advice struct{ cause, next string }

var advices = map[core.Kind]advice{
	core.Other:    {"Something in Tamtam went wrong.", "Try again; if it stays, send the details to your support."},
	core.NotFound: {"It does not exist any more.", "Go back and look at the list again."},
	core.Unauthorized: {
		"Gong refused the credentials: they are wrong, expired or revoked.",
		"Check them under Settings, Integrations.",
	},
	core.Offline: {"Gong could not be reached.", "Check the network connection and try again; what is here already stays readable."},
	core.Busy: {
		"Gong limits how many requests it answers, and the limit is reached.",
		"Try again in a few minutes. The daily allowance begins anew at midnight UTC.",
	},
	core.Broken:   {"What was read cannot be understood; it may be damaged.", "Try again; if it stays, send the details to your support."},
	core.Canceled: {"It was cancelled.", ""},
	core.Locked: {
		"Something that is needed is locked: another program holds the database, or the keychain is not unlocked.",
		"Close the other program or unlock the keychain, then try again.",
	},
	core.Full:        {"There is no space left on the disk.", "Free some space and try again; what was complete is kept."},
	core.Invalid:     {"What was entered cannot be used.", "Correct it and try again."},
	core.Unavailable: {"The system's keychain does not answer.", "Unlock it or sign in again, then try again."},
	core.Foreign: {
		"The address is not one of Gong's, and credentials go nowhere else.",
		"Use the API base URL that Gong shows beside the access key.",
	},
}

func reason(err error) (cause, next string) {
	if o, ok := errors.AsType[*core.Obstacle](err); ok {
		return Obstacle(o)
	}
	kind := core.KindOf(err)
	switch kind {
	case core.Denied:
		return denied(core.ScopeOf(err))
	case core.Invalid:
		// The text of these is written for the person who entered it.
		if e, ok := errors.AsType[*core.Error](err); ok && e.Err != nil {
			return Sentence(e.Err.Error()), ""
		}
	}
	a, ok := advices[kind]
	if !ok {
		a = advices[core.Other]
	}
	return a.cause, a.next
}

func denied(scope string) (cause, next string) {
	if scope == "" {
		return "The Gong credentials lack a permission for this.", "Ask a technical administrator of Gong to extend them, then test the connection again."
	}
	return NoPermission(scope), "Ask a technical administrator of Gong to add it to the API key or the integration, then test the connection again."
}

// NoPermission says which of Gong's permissions is missing.
func NoPermission(scope string) string {
	return fmt.Sprintf("The Gong credentials lack the permission %s.", scope)
}

func details(err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	if e, ok := errors.AsType[*core.Error](err); ok && e.RequestID != "" {
		text += "\nGong's request id: " + e.RequestID
	}
	return text
}

// Sentence gives a text a capital and a full stop.
func Sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	text = Upper(text)
	if strings.ContainsRune(".!?", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}
