package redact

import "regexp"

// email is an address as people and programs write it (RFC 5322, RFC 6531): also with letters of any script, a quoted local part, an address
// in brackets for the domain, and the @ as a URL escapes it. Characters that part a URL are not taken for an address's, although they may be.
var email = regexp.MustCompile(
	`(?:[\p{L}\p{N}\p{M}!$%'*+^_` + "`" + `{|}~.-]+|"[^"\n@]{1,64}")(?:@|%40)` +
		`(?:[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+|\[[0-9A-Fa-f.:]+\])`)

func emails(s string) []span {
	var found []span
	for _, m := range email.FindAllStringIndex(s, -1) {
		found = append(found, span{from: m[0], to: m[1]})
	}
	return found
}
