package oauth

import (
	"net/url"
	"regexp"
	"strings"

	"tamtam/core"
)

const opPaste = "read the address"

// bareCode is a text that could be a code: visible characters of a token, and not an address.
var bareCode = regexp.MustCompile(`^[A-Za-z0-9._~+/=-]{6,}$`)

// Paste takes the address that the browser was sent to, which the person has copied from its address bar. Errors are core.Invalid, with
// ErrBareCode for a code alone, which PasteCode takes; the login waits on.
func (l *Login) Paste(text string) error {
	text = bare(text)
	if !strings.Contains(text, "://") && strings.HasPrefix(text, l.redirect.url.Host) { // browsers hide the scheme
		text = l.redirect.url.Scheme + "://" + text
	}
	u, err := url.Parse(text)
	switch {
	case text == "":
		return core.Errorf(core.Invalid, opPaste, "paste the address that the browser shows after you have allowed the access")
	case err == nil && u.Host == "" && bareCode.MatchString(text):
		return core.E(core.Invalid, opPaste, ErrBareCode)
	case err != nil || u.Host == "":
		return core.Errorf(core.Invalid, opPaste, "this is no web address")
	case !l.redirect.accepts(u):
		return core.Errorf(core.Invalid, opPaste, "the address should begin with %s", l.redirect)
	}
	next, deliver := l.take(u.Query())
	switch {
	case next == "":
		return core.Errorf(core.Invalid, opPaste, "the address is not the answer to this attempt; copy it whole, from the page that Gong sent you to last")
	case next == l.address(true):
		return core.Errorf(core.Invalid, opPaste, "Gong wants to ask once more; open the link again")
	}
	deliver()
	return nil
}

// bare takes off what comes along with a copied address: the signs around it, and the ends of lines within. An address has no spaces
// (RFC 3986, appendix C, which says how addresses are found in texts).
func bare(text string) string {
	if strings.Contains(text, "://") {
		text = strings.Join(strings.Fields(text), "")
	}
	return strings.Trim(text, "\"'<>` \t\r\n")
}

// PasteCode takes a code alone, after the person was warned: nothing proves that it answers this login.
func (l *Login) PasteCode(code string) error {
	code = strings.TrimSpace(code)
	if !bareCode.MatchString(code) {
		return core.Errorf(core.Invalid, opPaste, "this is no code")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.answered {
		l.give(answer{code: code})()
	}
	return nil
}
