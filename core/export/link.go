package export

import (
	"fmt"
	"net/url"
	"time"
)

// momentLength is how long a moment is that a link leads to.
const momentLength = time.Minute

// LinkAt makes of a call's page in Gong the link to a time in the call, as Gong itself links to a part of one ("url" of a call in the answer of
// GET /v2/library/folder-content: "&highlights=" and a list of from and to in seconds). It is "" when the page is none of the web.
func LinkAt(page string, at time.Duration) string {
	u, err := url.Parse(web(page))
	if err != nil || u.Host == "" || at < 0 {
		return web(page)
	}
	from, to := int64(at/time.Second), int64((at+momentLength)/time.Second)
	moment := url.QueryEscape(fmt.Sprintf(`[{"type":"SHARE","from":%d,"to":%d}]`, from, to))
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += "highlights=" + moment
	return u.String()
}

// web returns an address that a link may lead to, as URLs are written; "" for all that is not a page of the web.
func web(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.Opaque != "" {
		return ""
	}
	u.RawQuery = queryEscaped(u.RawQuery)
	return u.String()
}

// queryEscaped escapes what url.URL leaves in a query as it was: all that could end an attribute or a target.
func queryEscaped(query string) string {
	var b []byte
	for i := range len(query) {
		switch c := query[i]; {
		case c <= ' ', c >= 0x7f, c == '"', c == '\'', c == '<', c == '>', c == '(', c == ')', c == '[', c == ']', c == '\\', c == '`', c == '|', c == '{', c == '}':
			b = fmt.Appendf(b, "%%%02X", c)
		default:
			b = append(b, c)
		}
	}
	return string(b)
}
