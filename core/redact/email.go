package redact

import (
	"regexp"
	"strings"
)

// email is an address as people and programs write it (RFC 5322, RFC 6531): also with letters of any script, a quoted local part, an address
// in brackets for the domain, the @ as a URL escapes it or in the wide form of East Asia, as the dots of a domain may be, too (RFC 3490, 3.1),
// and with characters between that are not seen. Characters that part a URL are not taken for an address's, although they may be.
var email = regexp.MustCompile(
	`(?:[\p{L}\p{N}\p{M}\p{Cf}!$%'*+^_` + "`" + `{|}~.-]+|"[^"\n@]{1,64}")(?:[@＠﹫]|%40)` +
		`(?:[\p{L}\p{N}\p{M}\p{Cf}_-]+(?:[.。．｡][\p{L}\p{N}\p{M}\p{Cf}_-]+)+|\[[0-9A-Fa-f.:]+\])`)

// mayHoldEmail tells whether a text has what every address has.
func mayHoldEmail(s string) bool {
	return strings.ContainsAny(s, "@＠﹫") || strings.Contains(s, "%40")
}

func emails(s string) []span {
	var found []span
	for _, m := range email.FindAllStringIndex(s, -1) {
		found = append(found, span{from: m[0], to: m[1]})
	}
	return found
}
