// Package connect is the dialog in which a person connects a Gong account with an API key.
//
// At the left stands what must be entered, at the right what the key will be able to read: before the test the permission that each data
// type needs, then a line per data type as the test learns it. Save Credentials tests first if what was entered is not tested yet.
//
// Credentials live in the fields and in the one call that tests or keeps them, nowhere else; closing the dialog ends what is under way. A
// computer without a keychain is offered a passphrase, in words; nothing is chosen for the person.
//
// needs.go says what app must bring, say.go holds every sentence, dialog.go is the flow, form.go and grants.go the two halves. A second way
// to connect becomes a choice above the form (Dialog.body), beside the API Token.
package connect
