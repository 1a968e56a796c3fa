// Package redact takes out of texts what tells who people are: e-mail addresses, phone numbers, and names that a person chose. What it
// finds becomes the same placeholder everywhere: [e-mail], [phone], [name 1] for the first of the chosen names.
//
// # The promises
//
// Text that was redacted and is redacted again stays as it is; neither finder finds anything in it. What is found is meant to be too much
// rather than too little, but dates, times, amounts and Gong's ids are no phone numbers. A name is found as whole words, whatever case
// or width, with whatever punctuation or end of a line between its words, and with an 's behind; in scripts that write no spaces between words,
// or join endings to them, anywhere.
//
// It finds what looks like an address or a number, and names as they were chosen. Nicknames, misspellings, and addresses that are spelled
// out ("jane at acme dot com") stay: a transcript may hold any of them.
package redact
