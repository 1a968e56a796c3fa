package redact

// Emails and Phones are what the finders find in a text.
func Emails(s string) []string { return parts(s, emails(s)) }

func Phones(s string) []string { return parts(s, phones(s)) }

func parts(s string, spans []span) (all []string) {
	for _, p := range spans {
		all = append(all, s[p.from:p.to])
	}
	return all
}
