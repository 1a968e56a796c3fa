// Package say makes sentences for people out of failures. An error's kind decides what is said; its text stands under Details
// only. Pages say what happened in their own words, this package adds the likely cause and the next step, so that every page
// speaks alike:
//
//	p := say.Error(err, "The dataset could not be exported")
//	kit.NewErrorState(p.Headline, p.Body(), ...)   // a screen
//	stage.Toast(kit.Bad, p.Line())                 // news
//
// It knows no widgets. Customer text and secrets are in no error (package core promises that), so they are in no sentence.
package say
