// Package connect is the dialog in which a person connects a Gong account: with an API key, or with a login through the browser (OAuth).
//
// At the left stands what must be entered, at the right what the credentials will be able to read: before the test the permission that each
// data type needs, then a line per data type as the test learns it. Save Credentials tests first if what was entered is not tested yet.
//
// A login needs an integration that the company has registered with Gong; the right half says how. Connect with Gong opens the browser, and
// the left half waits, with the address to paste as the way that always works. What the browser will end on is said before it opens. When the
// consent has come it is tested and kept, and the dialog closes by itself.
//
// Credentials live in the fields and in the one call that tests or keeps them, nowhere else; closing the dialog ends what is under way, and a
// login with it. A secret that was kept is never put into a field. A computer without a keychain is offered a passphrase, in words, before
// the browser opens; nothing is chosen for the person.
//
// needs.go says what app must bring, say.go holds every sentence. dialog.go is what both ways share, apikey.go and consent.go are their
// flows, form.go, appform.go and place.go the fields, waiting.go, steps.go and grants.go the other contents of the halves.
package connect
